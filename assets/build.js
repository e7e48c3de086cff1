// Makes build/assets from our own few sources and the govuk-frontend package, and build/fonts from the packages of fonts.
//
// Nothing of that package is kept in the repository, and of its parts that belong to GOV.UK alone (the crown,
// the crest, the GDS Transport font) nothing is used: the build fails if the style sheet refers to any file.

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'

import { compile } from 'sass'

const root = fileURLToPath(new URL('..', import.meta.url))
const sources = join(root, 'assets')
const target = join(root, 'build', 'assets')
const frontend = join(root, 'node_modules', 'govuk-frontend')

const { version } = JSON.parse(readFileSync(join(frontend, 'package.json'), 'utf8'))
const notice = `/*! Contains GOV.UK Frontend ${version}, Crown copyright, under the MIT licence: see licences.txt */\n`

rmSync(target, { recursive: true, force: true })
mkdirSync(target, { recursive: true })

const { css } = compile(join(sources, 'alongside.scss'), {
  style: 'compressed',
  loadPaths: [join(root, 'node_modules')],
  quietDeps: true,
  // The byte order mark that would otherwise begin the text may only stand at the beginning of a file.
  charset: false
})
const forbidden = /@font-face|GDS Transport|url\((?!["']?data:)[^)]*\)/i.exec(css)
if (forbidden) throw new Error(`the style sheet contains ${forbidden[0]}, which we must not ship`)
writeFileSync(join(target, 'alongside.css'), notice + css)

const script = readFileSync(join(frontend, 'dist', 'govuk', 'govuk-frontend.min.js'), 'utf8')
writeFileSync(join(target, 'govuk-frontend.js'), notice + script.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '\n'))

for (const file of ['alongside.js', 'autosave.js', 'start.js', 'favicon.svg']) {
  cpSync(join(sources, file), join(target, file))
}

writeFileSync(join(target, 'licences.txt'), `GOV.UK Frontend ${version}
Copyright (c) Crown Copyright (Government Digital Service)

Permission is hereby granted, free of charge, to any person obtaining a copy of
this software and associated documentation files (the "Software"), to deal in
the Software without restriction, including without limitation the rights to
use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of
the Software, and to permit persons to whom the Software is furnished to do so,
subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS
FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER
IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
`)

// The fonts of printed letters, each with its licence. They are for paper only; no page loads them.
const fonts = join(root, 'build', 'fonts')
const families = [
  ['text', 'atkinson-hyperlegible-next', 'AtkinsonHyperlegibleNext'],
  ['world', 'noto-sans', 'NotoSans'],
  ['arabic', 'noto-sans-arabic', 'NotoSansArabic']
]
rmSync(fonts, { recursive: true, force: true })
mkdirSync(fonts, { recursive: true })
for (const [name, family, file] of families) {
  const from = join(root, 'node_modules', '@expo-google-fonts', family)
  for (const [weight, words] of [['400Regular', 'regular'], ['700Bold', 'bold']]) {
    cpSync(join(from, weight, `${file}_${weight}.ttf`), join(fonts, `${name}-${words}.ttf`))
  }
  cpSync(join(from, 'LICENSE_FONT'), join(fonts, `${name}-licence.txt`))
}
