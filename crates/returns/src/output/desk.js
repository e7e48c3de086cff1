// Files may be dropped anywhere on the page; what was chosen is said. Without it, the field takes files as every field does.
const form = document.querySelector("form.files");
const field = document.getElementById("files");
const chosen = document.getElementById("chosen");
const say = () => {
    const names = Array.from(field.files, (file) => file.name);
    chosen.textContent = names.length === 0 ? "" : `Chosen: ${names.join(", ")}`;
};
field.addEventListener("change", say);
document.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("over");
});
document.addEventListener("dragleave", () => form.classList.remove("over"));
document.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    if (event.dataTransfer.files.length > 0) {
        field.files = event.dataTransfer.files;
        say();
        form.querySelector("button").focus();
    }
});
