//! One provider: sending somebody there, and taking the answer that they bring back.

use std::collections::BTreeMap;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use data_encoding::BASE64URL_NOPAD;
use identity::{Answer, Begun, SignIn, SignInFailure, Waiting};
use jiff::{SignedDuration, Timestamp};
use kernel::Randomness;
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreErrorResponseType, CoreGenderClaim,
    CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreRevocableToken,
    CoreRevocationErrorResponse, CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AdditionalClaims, AsyncHttpClient, AuthenticationContextClass, AuthorizationCode,
    ClaimsVerificationError, Client, ClientId, ClientSecret, CsrfToken, EmptyExtraTokenFields,
    EndpointMaybeSet, EndpointNotSet, EndpointSet, HttpRequest, HttpResponse, IdToken, IdTokenClaims,
    IdTokenFields, IssuerUrl, LogoutRequest, Nonce, PkceCodeChallenge, PkceCodeVerifier,
    PostLogoutRedirectUrl, ProviderMetadataWithLogout, RedirectUrl, RequestTokenError, Scope,
    StandardErrorResponse, StandardTokenResponse, TokenResponse,
};
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq as _;
use tokio::sync::Mutex;

use crate::fetch::{Fetch, FetchFailure};
use crate::settings::Settings;

/// Where the provider sends people back to.
pub const ANSWER_PATH: &str = "/sign-in/identity/answer";
/// Where the provider sends people back to after signing out.
const SIGNED_OUT_PATH: &str = "/";

/// Somebody must come back from the provider within this many minutes: a second factor may have to be fetched from
/// another room, and what was begun yesterday is somebody else's.
const BACK_WITHIN_MINUTES: i64 = 15;
/// What the provider says of itself is asked again after this many minutes, so that a change of its keys reaches us.
const KNOWN_FOR_MINUTES: i64 = 60;
/// After a signature by an unknown key the provider is asked at once, but at most once in so many seconds: a made-up key
/// must not make us a burden to it.
const ASKED_AGAIN_AFTER_SECONDS: i64 = 60;
/// How far the provider's clock may be ahead of ours, in seconds.
const CLOCK_AHEAD_SECONDS: i64 = 60;
/// Random bytes in a state, a nonce and a verifier: what cannot be guessed, as RFC 7636 recommends.
const RANDOM_BYTES: usize = 32;

/// Signatures that only the provider can make. One that is made with the shared secret is not among them.
const SIGNATURES: [CoreJwsSigningAlgorithm; 6] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// The claims that are not among the standard's own.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Further {
    #[serde(flatten)]
    claims: BTreeMap<String, serde_json::Value>,
}

impl AdditionalClaims for Further {}

type Claims = IdTokenClaims<Further, CoreGenderClaim>;
type Statement =
    IdToken<Further, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;
type Tokens = StandardTokenResponse<
    IdTokenFields<
        Further,
        EmptyExtraTokenFields,
        CoreGenderClaim,
        CoreJweContentEncryptionAlgorithm,
        CoreJwsSigningAlgorithm,
    >,
    CoreTokenType,
>;
type ProviderClient = Client<
    Further,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Tokens,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// What the provider says of itself, and when it was asked.
#[derive(Clone)]
struct Known {
    metadata: Arc<ProviderMetadataWithLogout>,
    asked_at: Timestamp,
}

/// A partnership's provider.
pub struct Provider {
    settings: Settings,
    secret: Option<ClientSecret>,
    fetch: Arc<dyn Fetch>,
    known: Mutex<Option<Known>>,
}

impl fmt::Debug for Provider {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Provider").field("issuer", &self.settings.issuer).finish_non_exhaustive()
    }
}

/// The way in which the library asks.
struct Asking<'a>(&'a dyn Fetch);

impl<'c> AsyncHttpClient<'c> for Asking<'_> {
    type Error = FetchFailure;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, FetchFailure>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.0.fetch(request))
    }
}

impl Provider {
    /// A provider that is asked by this means. It is asked nothing yet.
    pub fn new(settings: Settings, secret: Option<String>, fetch: Arc<dyn Fetch>) -> Self {
        Self { settings, secret: secret.map(ClientSecret::new), fetch, known: Mutex::new(None) }
    }

    fn client(&self, metadata: &ProviderMetadataWithLogout) -> Result<ProviderClient, SignInFailure> {
        let back = RedirectUrl::new(self.settings.own(ANSWER_PATH))
            .map_err(|_| SignInFailure::Away("our own address does not read"))?;
        let id = ClientId::new(self.settings.client_id.clone());
        Ok(Client::from_provider_metadata(metadata.clone(), id, self.secret.clone()).set_redirect_uri(back))
    }

    fn has_second_factor(&self, claims: &Claims) -> bool {
        let wanted = &self.settings.second_factor;
        let by_method = claims
            .auth_method_refs()
            .is_some_and(|methods| methods.iter().any(|method| wanted.methods.contains(method)));
        let by_context = claims.auth_context_ref().is_some_and(|context| wanted.contexts.contains(context));
        by_method || by_context
    }

    /// What the provider says of itself; asked when it was not asked for a while.
    async fn known(&self, now: Timestamp) -> Result<Known, SignInFailure> {
        let mut held = self.known.lock().await;
        match &*held {
            Some(known) if is_within(known.asked_at, now, SignedDuration::from_mins(KNOWN_FOR_MINUTES)) => {
                Ok(known.clone())
            }
            _ => self.ask(&mut held, now).await,
        }
    }

    /// What the provider says of itself now, unless that was asked a moment ago.
    async fn asked_anew(&self, before: Timestamp, now: Timestamp) -> Result<Known, SignInFailure> {
        let mut held = self.known.lock().await;
        match &*held {
            Some(known)
                if known.asked_at != before
                    || is_within(
                        known.asked_at,
                        now,
                        SignedDuration::from_secs(ASKED_AGAIN_AFTER_SECONDS),
                    ) =>
            {
                Ok(known.clone())
            }
            _ => self.ask(&mut held, now).await,
        }
    }

    async fn ask(&self, held: &mut Option<Known>, now: Timestamp) -> Result<Known, SignInFailure> {
        let issuer = IssuerUrl::new(self.settings.issuer.clone())
            .map_err(|_| SignInFailure::Away("its address does not read"))?;
        let metadata = ProviderMetadataWithLogout::discover_async(issuer, &Asking(&*self.fetch))
            .await
            .map_err(|error| match error {
                openidconnect::DiscoveryError::Request(FetchFailure(why)) => SignInFailure::Away(why),
                openidconnect::DiscoveryError::Validation(_) => {
                    SignInFailure::Away("it names itself differently from `issuer`")
                }
                openidconnect::DiscoveryError::Response(..) => {
                    SignInFailure::Away("it refuses to say how it is set up")
                }
                _ => SignInFailure::Away("what it says of itself does not read"),
            })?;
        let known = Known { metadata: Arc::new(metadata), asked_at: now };
        *held = Some(known.clone());
        Ok(known)
    }
}

#[async_trait]
impl SignIn for Provider {
    fn name(&self) -> &str {
        &self.settings.name
    }

    async fn begin(&self, randomness: &dyn Randomness, now: Timestamp) -> Result<Begun, SignInFailure> {
        let client = self.client(&self.known(now).await?.metadata)?;
        let [state, nonce, verifier] = [(); 3].map(|()| random(randomness));
        let (sent_state, sent_nonce) = (state.clone(), nonce.clone());
        let challenge =
            PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(verifier.clone()));
        let mut request = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                move || CsrfToken::new(sent_state),
                move || Nonce::new(sent_nonce),
            )
            .set_pkce_challenge(challenge);
        for scope in scopes(&self.settings.account_claim) {
            request = request.add_scope(Scope::new((*scope).to_owned()));
        }
        for context in &self.settings.second_factor.contexts {
            request = request.add_auth_context_value(AuthenticationContextClass::new(context.clone()));
        }
        let (address, _, _) = request.url();
        let waiting = Waiting { state, nonce, verifier, since: now.as_second() };
        Ok(Begun { address: address.into(), waiting })
    }

    async fn finish(
        &self,
        waiting: &Waiting,
        answer: Answer,
        now: Timestamp,
    ) -> Result<String, SignInFailure> {
        let same = answer.state.as_deref().is_some_and(|state| same(state, &waiting.state));
        let age = now.as_second() - waiting.since;
        if !same || !(0..BACK_WITHIN_MINUTES * 60).contains(&age) {
            return Err(SignInFailure::NotBegun);
        }
        if answer.error.is_some() {
            return Err(SignInFailure::Refused);
        }
        let code = answer.code.ok_or(SignInFailure::Refused)?;
        let known = self.known(now).await?;
        let client = self.client(&known.metadata)?;
        let tokens = client
            .exchange_code(AuthorizationCode::new(code))
            .map_err(|_| SignInFailure::Away("it names no token endpoint"))?
            .set_pkce_verifier(PkceCodeVerifier::new(waiting.verifier.clone()))
            .request_async(&Asking(&*self.fetch))
            .await
            .map_err(|error| match error {
                // A code that was used, is too old, or was never given.
                RequestTokenError::ServerResponse(_) => SignInFailure::Refused,
                RequestTokenError::Request(FetchFailure(why)) => SignInFailure::Away(why),
                _ => SignInFailure::Away("its answer to the code does not read"),
            })?;
        let statement =
            tokens.id_token().ok_or(SignInFailure::NotProven("it gave no statement (id_token)"))?;
        let claims = match proven(&client, statement, waiting, now) {
            Err(ClaimsVerificationError::SignatureVerification(_)) => {
                // The provider may have changed its keys since it was asked.
                let client = self.client(&self.asked_anew(known.asked_at, now).await?.metadata)?;
                proven(&client, statement, waiting, now)
            }
            other => other,
        };
        let claims = claims.map_err(|error| SignInFailure::NotProven(why(&error)))?;
        if !self.has_second_factor(&claims) {
            return Err(SignInFailure::NoSecondFactor);
        }
        account(&claims, &self.settings.account_claim).ok_or(SignInFailure::NoAccount)
    }

    async fn way_out(&self, now: Timestamp) -> Option<String> {
        let known = self.known(now).await.ok()?;
        let end = known.metadata.additional_metadata().end_session_endpoint.clone()?;
        let back = PostLogoutRedirectUrl::new(self.settings.own(SIGNED_OUT_PATH)).ok()?;
        let request = LogoutRequest::from(end)
            .set_client_id(ClientId::new(self.settings.client_id.clone()))
            .set_post_logout_redirect_uri(back);
        Some(request.http_get_url().into())
    }
}

/// Checks issuer, audience, signature, time and nonce.
fn proven(
    client: &ProviderClient,
    statement: &Statement,
    waiting: &Waiting,
    now: Timestamp,
) -> Result<Claims, ClaimsVerificationError> {
    let at = DateTime::<Utc>::from_timestamp(now.as_second(), 0)
        .ok_or_else(|| ClaimsVerificationError::Other("no such time".to_owned()))?;
    let latest = at.timestamp() + CLOCK_AHEAD_SECONDS;
    let verifier = client
        .id_token_verifier()
        .set_allowed_algs(SIGNATURES)
        .set_time_fn(move || at)
        .set_issue_time_verifier_fn(move |issued: DateTime<Utc>| {
            if issued.timestamp() <= latest { Ok(()) } else { Err("issued in the future".to_owned()) }
        });
    let nonce = Nonce::new(waiting.nonce.clone());
    statement.claims(&verifier, &nonce).cloned()
}

fn is_within(asked_at: Timestamp, now: Timestamp, limit: SignedDuration) -> bool {
    // A clock that was set back makes an answer old, never young for ever.
    now >= asked_at && now.duration_since(asked_at) < limit
}

fn random(randomness: &dyn Randomness) -> String {
    let mut bytes = [0_u8; RANDOM_BYTES];
    randomness.fill(&mut bytes);
    BASE64URL_NOPAD.encode(&bytes)
}

/// Whether two texts are the same, in a time that does not tell where they differ.
fn same(one: &str, other: &str) -> bool {
    bool::from(one.as_bytes().ct_eq(other.as_bytes()))
}

/// What must be asked for so that the provider states a claim.
fn scopes(claim: &str) -> &'static [&'static str] {
    match claim {
        "sub" => &[],
        "email" => &["email"],
        _ => &["profile"],
    }
}

/// The value of the claim that names the account. An address is believed only when the provider has checked it: in many
/// providers people may write any address into their own entry.
fn account(claims: &Claims, claim: &str) -> Option<String> {
    let value = match claim {
        "sub" => Some(claims.subject().to_string()),
        "email" => {
            let checked = claims.email_verified() == Some(true);
            claims.email().filter(|_| checked).map(|email| email.as_str().to_owned())
        }
        "preferred_username" => claims.preferred_username().map(|name| name.as_str().to_owned()),
        other => {
            claims.additional_claims().claims.get(other).and_then(|value| value.as_str().map(str::to_owned))
        }
    };
    // Names of accounts are small letters. A subject is told apart by the size of its letters too, so it stays as it is.
    value
        .map(|value| if claim == "sub" { value } else { value.trim().to_lowercase() })
        .filter(|value| !value.is_empty())
}

/// Why a statement does not hold, in words that name nobody.
fn why(error: &ClaimsVerificationError) -> &'static str {
    match error {
        ClaimsVerificationError::Expired(_) => "it has expired, or was made in the future",
        ClaimsVerificationError::InvalidAudience(_) => "it was made for another service (audience)",
        ClaimsVerificationError::InvalidIssuer(_) => "another provider made it (issuer)",
        ClaimsVerificationError::InvalidNonce(_) => "it answers another question (nonce)",
        ClaimsVerificationError::SignatureVerification(_) => "its signature is not the provider's",
        ClaimsVerificationError::InvalidAuthTime(_) => "the time of signing in is wrong",
        _ => "it does not read",
    }
}
