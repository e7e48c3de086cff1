//! What is said to whoever asks for help.

use expect_test::expect_file;

use crate::terminal::Terminal;

#[test]
fn help_says_what_each_role_does() {
    let roles = [
        "--help",
        "demo --help",
        "serve --help",
        "begin --help",
        "account --help",
        "account add --help",
        "account train --help",
        "account place --help",
        "account reset --help",
        "account close --help",
        "synth --help",
        "verify --help",
        "export --help",
        "rebuild --help",
        "migrate --help",
        "copy --help",
        "backup --help",
        "restore --help",
        "doctor --help",
        "guidance --help",
        "guidance list --help",
        "guidance show --help",
        "guidance due --help",
        "guidance count --help",
        "guidance diff --help",
        "guidance lint --help",
        "guidance coverage --help",
        "guidance replay --help",
        "guidance schema --help",
        "protocol --help",
        "protocol check --help",
        "protocol diff --help",
        "protocol publish --help",
        "return --help",
        "return validate --help",
        "return rules --help",
        "what-if --help",
    ];
    expect_file!["help.txt"].assert_eq(&Terminal::new().transcript(&roles));
}

#[test]
fn a_wrong_line_is_answered_with_what_to_write() {
    let lines = [
        "",
        "demonstrate",
        "demo",
        "serve --listen here --database sqlite:a.db --partnership wendale",
        "serve --listen 127.0.0.1:0 --database sqlite:a.db --partnership Wendale",
        "verify",
        "verify --database a.db",
        "verify --database postgres:",
        "verify --database postgres://ann:secret@host/name?sslmode=prefer",
        "verify --database postgress://ann:secret@host/name",
        "verify postgres://ann:secret@host/name",
        "verify --database sqlite:",
        "verify --export a --database sqlite:a.db",
        "synth --children many --database sqlite:a.db",
        "account add --database sqlite:a.db --partnership wendale --name A --account a --agency b",
    ];
    expect_file!["wrong_lines.txt"].assert_eq(&Terminal::new().transcript(&lines));
}
