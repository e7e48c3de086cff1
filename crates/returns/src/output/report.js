// Shows only rows that hold what is typed, and opens the rules that have such rows. Without it, everything is there.
const form = document.getElementById("filter");
const shown = document.getElementById("shown");
form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", (event) => {
    const sought = event.target.value.trim().toLowerCase();
    let count = 0;
    for (const rule of document.querySelectorAll("details.rule")) {
        const head = rule.querySelector("summary").textContent.toLowerCase().includes(sought);
        let any = false;
        for (const row of rule.querySelectorAll("tbody tr")) {
            row.hidden = !(head || row.textContent.toLowerCase().includes(sought));
            any ||= !row.hidden;
            count += row.hidden ? 0 : 1;
        }
        rule.hidden = !any;
        rule.open = any && sought !== "";
    }
    shown.textContent = sought === "" ? "" : `${count} findings`;
});
