//! A browser, as far as these tests need one: it keeps its cookie, and sends forms as the page made them.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use tower::ServiceExt;

/// What came back.
pub struct Shown {
    pub status: StatusCode,
    pub location: String,
    pub disposition: String,
    pub body: String,
}

impl Shown {
    pub fn has(&self, text: &str) -> bool {
        self.body.contains(&escaped(text))
    }

    /// The words that the service itself says: no markup, and nothing that a person wrote.
    pub fn own_words(&self) -> String {
        let mut markup = self.body.clone();
        for class in ["alongside-as-written", "alongside-entry__words"] {
            while let Some(start) = markup.find(class) {
                let from = markup[..start].rfind('<').unwrap();
                let to = start + markup[start..].find("</").unwrap();
                markup.replace_range(from..to, " ");
            }
        }
        without_markup(&markup)
    }

    /// The body without what is made anew each time: the tokens of a form.
    pub fn steady(&self) -> String {
        let mut body = self.body.clone();
        for name in ["token", "once"] {
            let value = hidden(&body, name);
            if !value.is_empty() {
                body = body.replace(&value, "-");
            }
        }
        body
    }
}

pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\'', "&#39;")
}

fn without_markup(markup: &str) -> String {
    let mut text = String::new();
    let mut rest = markup;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let skipped = ["style", "script"].iter().find(|name| after.starts_with(**name));
        let end = skipped.map_or(0, |name| after.find(&format!("</{name}")).unwrap_or(0));
        rest = after[end..].split_once('>').map_or("", |(_, rest)| rest);
        text.push(' ');
    }
    text + rest
}

pub fn hidden(body: &str, name: &str) -> String {
    let field = format!("name=\"{name}\" value=\"");
    let value = body.split_once(&field).and_then(|(_, rest)| rest.split_once('"'));
    value.map(|(value, _)| value.to_owned()).unwrap_or_default()
}

pub struct Browser {
    router: Router,
    cookie: String,
}

impl Browser {
    pub fn new(router: Router) -> Self {
        Self { router, cookie: String::new() }
    }

    /// Signs in with a code.
    pub async fn with_code(router: Router, code: &str) -> Self {
        let mut browser = Self::new(router);
        let page = browser.get("/sign-in").await;
        let token = hidden(&page.body, "token");
        let sent = browser.send("/sign-in/demonstration", &[("token", &token), ("code", code)]).await;
        assert_eq!((sent.status, sent.location.as_str()), (StatusCode::SEE_OTHER, "/family"));
        browser
    }

    /// Signs in as somebody who works here.
    pub async fn as_practitioner(router: Router, person: &str) -> Self {
        let mut browser = Self::new(router);
        let page = browser.get("/sign-in").await;
        let token = hidden(&page.body, "token");
        let sent = browser.send("/sign-in/demonstration", &[("token", &token), ("person", person)]).await;
        assert_eq!((sent.status, sent.location.as_str()), (StatusCode::SEE_OTHER, "/today"));
        browser
    }

    pub async fn get(&mut self, path: &str) -> Shown {
        self.take(Request::get(path), Body::empty()).await
    }

    /// A file, with its type and what it is called.
    pub async fn file(&mut self, path: &str) -> (StatusCode, String, String, Vec<u8>) {
        let request = Request::get(path).header(header::COOKIE, &self.cookie).body(Body::empty()).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let text = |name| {
            let value = response.headers().get(name).and_then(|value| value.to_str().ok());
            value.unwrap_or_default().to_owned()
        };
        let (kind, disposition) = (text(header::CONTENT_TYPE), text(header::CONTENT_DISPOSITION));
        let status = response.status();
        (status, kind, disposition, to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec())
    }

    /// Sends a form with a file, as a browser does.
    pub async fn send_file(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        file: Option<(&str, &[u8])>,
    ) -> Shown {
        const MARK: &str = "x-a-line-between-parts-x";
        let mut body: Vec<u8> = Vec::new();
        for (name, value) in fields {
            body.extend(
                format!("--{MARK}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                    .into_bytes(),
            );
        }
        if let Some((name, bytes)) = file {
            body.extend(
                format!(
                    "--{MARK}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
                     Content-Type: image/jpeg\r\n\r\n"
                )
                .into_bytes(),
            );
            body.extend_from_slice(bytes);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{MARK}--\r\n").into_bytes());
        let kind = format!("multipart/form-data; boundary={MARK}");
        self.take(Request::post(path).header(header::CONTENT_TYPE, kind), Body::from(body)).await
    }

    /// Sends fields as they are.
    pub async fn send(&mut self, path: &str, fields: &[(&str, &str)]) -> Shown {
        let body = serde_urlencoded::to_string(fields).unwrap();
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.take(request, Body::from(body)).await
    }

    /// Sends the form of a page that was shown, with its hidden fields.
    pub async fn submit(&mut self, page: &Shown, path: &str, fields: &[(&str, &str)]) -> Shown {
        let (token, once) = (hidden(&page.body, "token"), hidden(&page.body, "once"));
        let mut all = vec![("token", token.as_str()), ("once", once.as_str())];
        all.extend(fields);
        self.send(path, &all).await
    }

    async fn take(&mut self, request: axum::http::request::Builder, body: Body) -> Shown {
        let request = request.header(header::COOKIE, &self.cookie).body(body).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let text = |name| {
            let value = response.headers().get(name).and_then(|value| value.to_str().ok());
            value.unwrap_or_default().to_owned()
        };
        let cookie = text(header::SET_COOKIE);
        if !cookie.is_empty() {
            cookie.split(';').next().unwrap_or_default().clone_into(&mut self.cookie);
        }
        let (status, location) = (response.status(), text(header::LOCATION));
        let disposition = text(header::CONTENT_DISPOSITION);
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        Shown { status, location, disposition, body: String::from_utf8(bytes.to_vec()).unwrap() }
    }
}
