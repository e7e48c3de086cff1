// A store that speaks S3, for tests: a bucket `wendale` in a folder, on a free port of this machine, which is the first line
// it says. It ends when its standard input does.

import S3rver from 's3rver'

const directory = process.argv[2]
const port = Number(process.argv[3] ?? 0)
const store = new S3rver({ address: '127.0.0.1', port, directory, silent: true, configureBuckets: [{ name: 'wendale' }] })
const { port: taken } = await store.run()
console.log(taken)
process.stdin.resume().on('end', () => process.exit())
