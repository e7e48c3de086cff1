//! A partnership begins, and people get accounts.

use expect_test::expect_file;

use crate::terminal::Terminal;

#[test]
fn a_partnership_begins_and_people_join() {
    let terminal = Terminal::new();
    let record = "--database sqlite:a.db --partnership eastmoor";
    let begin = format!("begin {record} --name 'Ada Moorfield'");
    let add = |rest: &str| format!("account add {record} {rest}");
    let navigator = "--name 'Bo Thwaite' --account bo --agency local-authority --capacity navigator";
    let lines = [
        begin.clone(),
        begin,
        add(navigator),
        add(navigator),
        add("--name Cy --account cy --agency local-authority --capacity parent-carer"),
        add("--name Di --account di --agency local-authority --capacity practice-supervisor"),
        add("--name Ed --account ed --agency nowhere --capacity school"),
        add("--name Ed --account ed --agency hill-school --agency-name 'Hill School' --capacity school"),
        format!("account train {record} --account bo --kind disability --completed 2026-02-28"),
        format!("account train {record} --account bo --kind juggling --completed 2026-02-28"),
        format!("account train {record} --account bo --kind disability --completed 2999-02-28"),
        format!("account reset {record} --account bo"),
        format!("account reset {record} --account zed"),
        format!("account close {record} --account bo"),
        "verify --database sqlite:a.db".to_owned(),
    ];
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    expect_file!["accounts.txt"].assert_eq(&terminal.transcript(&lines));
}
