// The program in this page reads one text and writes another, as it would on a command line. What it may ask of the browser is
// here and nothing else: no file, no clock, no network.
const program = (async () => {
    const text = document.getElementById("module").textContent;
    return WebAssembly.compile(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));
})();

class Ended extends Error {}

const run = async (input) => {
    const written = [];
    let memory;
    let read = 0;
    const number = (at, value) => new DataView(memory.buffer).setUint32(at, value, true);
    // Each part of memory that is named in a list of places and lengths.
    const parts = (list, count) => Array.from({ length: count }, (_, at) => {
        const view = new DataView(memory.buffer);
        return new Uint8Array(memory.buffer, view.getUint32(list + 8 * at, true), view.getUint32(list + 8 * at + 4, true));
    });
    const none = (count, size) => { number(count, 0); number(size, 0); return 0; };
    const given = {
        fd_read: (file, list, count, done) => {
            const before = read;
            for (const part of parts(list, count)) {
                const more = input.subarray(read, read + part.length);
                part.set(more);
                read += more.length;
            }
            number(done, read - before);
            return 0;
        },
        fd_write: (file, list, count, done) => {
            let length = 0;
            for (const part of parts(list, count)) {
                if (file === 1) { written.push(part.slice()); }
                length += part.length;
            }
            number(done, length);
            return 0;
        },
        random_get: (at, length) => {
            // The browser gives so much at once.
            for (let from = 0; from < length; from += 65536) {
                crypto.getRandomValues(new Uint8Array(memory.buffer, at + from, Math.min(65536, length - from)));
            }
            return 0;
        },
        // No folder is open (8: no such thing).
        fd_prestat_get: () => 8,
        environ_sizes_get: none,
        args_sizes_get: none,
        environ_get: () => 0,
        args_get: () => 0,
        proc_exit: () => { throw new Ended(); },
    };
    const module = await program;
    const imports = {};
    for (const { module: from, name } of WebAssembly.Module.imports(module)) {
        imports[from] ??= {};
        // Whatever else it asks for is not there (52: not supported).
        imports[from][name] = given[name] ?? (() => 52);
    }
    const instance = await WebAssembly.instantiate(module, imports);
    memory = instance.exports.memory;
    try {
        instance.exports._start();
    } catch (error) {
        if (!(error instanceof Ended)) { throw error; }
    }
    return new Blob(written);
};

/** What the form holds: a line that says what follows, and then the files. */
const asked = async (form) => {
    const fields = [];
    const bytes = [];
    let length = 0;
    for (const [field, value] of new FormData(form)) {
        const file = value instanceof File ? value : new File([value], "");
        length += file.size;
        if (length > BYTES_MAX) {
            throw new RangeError(`The files are larger than ${BYTES_MAX / (1024 * 1024)} MB together; check them with \`alongside return validate\``);
        }
        const content = new Uint8Array(await file.arrayBuffer());
        fields.push({ field, name: file.name, length: content.length });
        bytes.push(content);
    }
    const all = new Blob([JSON.stringify(fields), "\n", ...bytes]);
    return new Uint8Array(await all.arrayBuffer());
};

const refuse = (problem) => {
    const shown = document.getElementById("problem");
    shown.hidden = false;
    shown.querySelector("a").textContent = problem;
    document.title = `Problem: ${document.querySelector("h1").textContent}`;
    shown.querySelector("a").focus();
};

const show = async (answer) => {
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const end = bytes.indexOf(10);
    const about = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)));
    const content = bytes.subarray(end + 1);
    if (about.problem !== undefined) {
        refuse(about.problem);
    } else if (about.name === null) {
        // What was found becomes the page; its own way back reads the file anew.
        document.open();
        document.write(new TextDecoder().decode(content));
        document.close();
        window.scrollTo(0, 0);
    } else {
        const link = document.createElement("a");
        link.href = URL.createObjectURL(new Blob([content], { type: about.kind }));
        link.download = about.name;
        link.click();
        document.getElementById("chosen").textContent = `Kept as ${about.name}`;
    }
};

document.querySelector("form.files").addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = event.target.querySelector("button");
    document.getElementById("problem").hidden = true;
    document.getElementById("chosen").textContent = "Checking";
    button.disabled = true;
    try {
        await show(await run(await asked(event.target)));
    } catch (error) {
        refuse(error instanceof RangeError ? error.message : "The files could not be checked: this is a mistake of ours");
    }
    button.disabled = false;
});
