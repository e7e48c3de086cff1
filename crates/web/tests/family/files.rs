//! Files: who sees them, and what is sent in place of one.

use axum::http::StatusCode;
use img_parts::png::{Png, PngChunk};
use img_parts::{Bytes, ImageEXIF};
use records::child::ATTACHMENT_BYTES_MAX;

use crate::browser::{Browser, hidden};
use crate::world::{ASSESSOR, CHILD, DAD, MUM, STRANGER, SUPERVISOR, Stage, World};

const PLACE: &str = "/family/attachments";
/// What a PNG is longer by than what stands in its picture.
const PNG_FRAME: usize = 57;

/// A PNG with these bytes for a picture.
fn png(picture: &[u8]) -> Vec<u8> {
    let chunk = |kind: &[u8; 4], contents: &[u8]| PngChunk::new(*kind, Bytes::copy_from_slice(contents));
    let mut png = Png::from_bytes(Bytes::from_static(b"\x89PNG\r\n\x1a\n")).unwrap();
    png.chunks_mut().extend([
        chunk(b"IHDR", b"\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0"),
        chunk(b"IDAT", picture),
        chunk(b"IEND", b""),
    ]);
    png.encoder().bytes().to_vec()
}

fn swing() -> Vec<u8> {
    png(b"a drawing of the swing")
}

async fn mum(world: &World) -> Browser {
    Browser::with_code(world.router(), world.code(MUM)).await
}

/// Sends a file with everything else as it should be.
async fn send(browser: &mut Browser, name: &str, bytes: &[u8]) -> crate::browser::Shown {
    let page = browser.get(PLACE).await;
    let (token, once) = (hidden(&page.body, "token"), hidden(&page.body, "once"));
    let fields = [
        ("token", token.as_str()),
        ("once", &once),
        ("title", "A drawing of the swing"),
        ("source", "child"),
    ];
    browser.send_file(PLACE, &fields, Some((name, bytes))).await
}

/// The address of the first file of a page.
fn first_file(body: &str) -> String {
    let from = body.find(&format!("{PLACE}/")).expect("there is a file");
    body[from..].split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_parent_adds_a_file_and_it_comes_back_as_it_was_as_a_download() {
    let world = World::new(Stage::Planned).await;
    let mut mum = mum(&world).await;
    assert!(mum.get(PLACE).await.has("There is nothing here yet."));
    let sent = send(&mut mum, "IMG_1.png", &swing()).await;
    assert_eq!((sent.status, sent.location.as_str()), (StatusCode::SEE_OTHER, PLACE));
    let list = mum.get(PLACE).await;
    assert!(list.has("A drawing of the swing") && list.has("Picture, 1 kilobytes, from you"));
    // What it was called where it came from is kept nowhere.
    assert!(!list.body.contains("IMG_1"));
    let (status, kind, disposition, bytes) = mum.file(&first_file(&list.body)).await;
    assert_eq!((status, kind.as_str(), bytes), (StatusCode::OK, "image/png", swing()));
    assert_eq!(disposition, "attachment; filename=\"alongside-file.png\"");
}

#[tokio::test]
async fn what_one_person_added_is_seen_by_nobody_else_of_the_family() {
    let world = World::new(Stage::Planned).await;
    let mut mum = mum(&world).await;
    send(&mut mum, "a.png", &swing()).await;
    let place = first_file(&mum.get(PLACE).await.body);
    for other in [DAD, STRANGER] {
        let mut other = Browser::with_code(world.router(), world.code(other)).await;
        let list = other.get(PLACE).await;
        assert!(!list.body.contains("swing") && !list.body.contains(&place));
        assert_eq!(other.get(&place).await.status, StatusCode::NOT_FOUND);
    }
    // The same file from the other parent is another file: nobody is told that it was there.
    let mut dad = Browser::with_code(world.router(), world.code(DAD)).await;
    assert_eq!(send(&mut dad, "a.png", &swing()).await.status, StatusCode::SEE_OTHER);
    // Nothing of a file is in the way the database keeps it.
    let application = &world.application;
    let reason = application::ReadReason::work("attachments");
    let assessor = world.practitioner(ASSESSOR, "lead-assessor");
    let opened = application.open_child(&assessor, CHILD, reason).await.unwrap();
    assert_eq!(opened.state.attachments.len(), 2);
    let sees = |actor: &access::Actor| {
        application.may(
            actor,
            &opened,
            access::Action::Download,
            access::RecordKind::Attachment,
            access::FieldKind::OwnWords,
        )
    };
    assert!(sees(&assessor) && sees(&world.practitioner(SUPERVISOR, "practice-supervisor")));
    assert!(!sees(&world.practitioner(99, "lead-assessor")));
}

#[tokio::test]
async fn what_is_no_picture_is_refused_whatever_it_is_called() {
    let world = World::new(Stage::Planned).await;
    let mut mum = mum(&world).await;
    let page = b"<html><script>alert(1)</script></html>";
    let drawing = b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>";
    let cases: [(&str, &[u8]); 9] = [
        ("photo.jpg", b"alert(document.cookie)"),
        ("photo.jpg", b"#!/bin/sh\nrm -rf /"),
        ("words.txt", b"#!/bin/sh\nrm -rf /"),
        ("photo.jpg", page),
        ("photo.svg", drawing),
        ("photo.jpg", drawing),
        ("photo.jpg", b"MZ\x90\0\x03\0\0\0"),
        ("photo.jpg", b"PK\x03\x04\x14\0\0\0"),
        ("photo.jpg", b"\0\0\0\0"),
    ];
    for (name, bytes) in cases {
        let shown = send(&mut mum, name, bytes).await;
        assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(shown.has("We cannot take this kind of file."), "{name}");
        // What was typed is kept.
        assert!(shown.body.contains("A drawing of the swing"));
    }
    let shown = send(&mut mum, "nothing.png", b"").await;
    assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(mum.get(PLACE).await.has("There is nothing here yet."));
}

#[tokio::test]
async fn a_name_that_leads_elsewhere_leads_nowhere() {
    let world = World::new(Stage::Planned).await;
    let mut mum = mum(&world).await;
    for name in
        ["../../../etc/passwd", "..\\\\..\\\\a.png", "/etc/cron.d/x", "%2e%2e%2fa.png", "a.png%00.sh", "con"]
    {
        let bytes = png(name.as_bytes());
        assert_eq!(send(&mut mum, name, &bytes).await.status, StatusCode::SEE_OTHER, "{name}");
    }
    let list = mum.get(PLACE).await;
    assert!(!list.body.contains("passwd") && !list.body.contains("cron"));
    for place in ["..", "%2e%2e", "../letters", "00000000-0000-0000-0000-000000000000", "a.png"] {
        let status = mum.get(&format!("{PLACE}/{place}")).await.status;
        assert!(matches!(status, StatusCode::NOT_FOUND | StatusCode::BAD_REQUEST), "{place}: {status}");
    }
}

#[tokio::test]
async fn a_file_that_is_too_large_is_not_taken_in() {
    let world = World::new(Stage::Planned).await;
    let mut mum = mum(&world).await;
    let most = usize::try_from(ATTACHMENT_BYTES_MAX).unwrap();
    let mut bytes = png(&vec![7; most - PNG_FRAME]);
    assert_eq!(bytes.len(), most);
    assert_eq!(send(&mut mum, "a.png", &bytes).await.status, StatusCode::SEE_OTHER);
    for more in [1, 512 * 1024] {
        bytes.resize(most + more, 7);
        let shown = send(&mut mum, "a.png", &bytes).await;
        assert_eq!(shown.status, StatusCode::PAYLOAD_TOO_LARGE);
    }
    // Every other page still takes no more than a form.
    let large = "x".repeat(web::FORM_BYTES_MAX + 1);
    let shown = mum.send("/family/record/comment", &[("words", &large)]).await;
    assert_eq!(shown.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn a_file_without_the_token_or_before_it_is_not_read() {
    let world = World::new(Stage::Planned).await;
    let mut mum = mum(&world).await;
    let page = mum.get(PLACE).await;
    let token = hidden(&page.body, "token");
    let rest = [("title", "A drawing"), ("source", "child")];
    for wrong in ["", "0000", &"0".repeat(64)] {
        let fields = [[("token", wrong)].as_slice(), rest.as_slice()].concat();
        let shown = mum.send_file(PLACE, &fields, Some(("a.png", &swing()))).await;
        assert_eq!(shown.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(mum.send_file(PLACE, &rest, Some(("a.png", &swing()))).await.status, StatusCode::FORBIDDEN);
    // The same rendering of the form counts once.
    let once = hidden(&page.body, "once");
    let fields = [[("token", token.as_str()), ("once", once.as_str())].as_slice(), rest.as_slice()].concat();
    assert_eq!(mum.send_file(PLACE, &fields, Some(("a.png", &swing()))).await.status, StatusCode::SEE_OTHER);
    let again = mum.send_file(PLACE, &fields, Some(("b.png", &png(b"2")))).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn what_is_left_out_is_asked_for_at_its_field() {
    let world = World::new(Stage::Planned).await;
    let mut mum = mum(&world).await;
    let page = mum.get(PLACE).await;
    let token = hidden(&page.body, "token");
    let shown = mum.send_file(PLACE, &[("token", &token)], None).await;
    assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["#title", "#file", "#source"] {
        assert!(shown.body.contains(&format!("href=\"{field}\"")), "{field}");
    }
    // Sent as an ordinary form, without scripts and without a file, it is the same.
    let shown = mum.send(PLACE, &[("token", &token)]).await;
    assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY);
}

/// A photo says where it was taken; what is kept of it does not, also for whoever sent it.
#[tokio::test]
async fn a_photo_is_kept_without_the_place_where_it_was_taken() {
    let world = World::new(Stage::Planned).await;
    let mut mum = mum(&world).await;
    let page = mum.get(PLACE).await;
    assert!(
        page.has("We take out what a photo says about where and when it was taken (JPEG, PNG and WebP).")
    );
    let mut photo = Png::from_bytes(swing().into()).unwrap();
    photo.set_exif(Some(Bytes::from_static(b"MM\0*\0\0\0\x08\0\0\0\0\0\0 12 Harbour Street")));
    let photo = photo.encoder().bytes().to_vec();
    assert_ne!(photo, swing());
    assert_eq!(send(&mut mum, "IMG_2.png", &photo).await.status, StatusCode::SEE_OTHER);
    let place = first_file(&mum.get(PLACE).await.body);
    let (_, _, _, kept) = mum.file(&place).await;
    assert_eq!(kept, swing());
    // What was taken out is no part of the digest: the same picture without its place is the same file.
    let again = send(&mut mum, "IMG_3.png", &swing()).await;
    assert!(again.has("You have sent this file before."));

    let broken = send(&mut mum, "IMG_4.jpg", b"\xFF\xD8\xFF\xE1\xFF\xFFbroken").await;
    assert_eq!(broken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(broken.has("We could not open this picture.") && broken.body.contains("A drawing of the swing"));
}
