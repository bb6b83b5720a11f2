// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace tabletalk {

//! What went wrong, as tests and decisions see it. Closed: a new kind of trouble gets a new value here.
//! Stored in the history file by number, so values are only ever appended.
enum class ErrorKind {
    Unknown = 0,

    // What was typed or set, found before anything is sent
    InvalidKey = 1, //!< not a key: a line break, a space or a non-ASCII character in it, or too long
    WrongKeyFamily = 2, //!< a project key (pk-…, pk:sk, sk-lf-…) where a Router key is needed
    NoKey = 3, //!< no key is set for the endpoint
    InvalidUrl = 4, //!< no scheme, no host, or not http(s)
    InsecureUrl = 5, //!< http to a host that is not loopback: the key would travel in clear
    NoModel = 6, //!< no model chosen and none known
    InvalidHeader = 7, //!< an extra header that cannot be sent as it is
    InvalidFingerprint = 8, //!< not the SHA-256 of a certificate
    InvalidCaFile = 9, //!< the file of trusted certificates is missing or holds none

    // The network between us and the Router
    Offline = 20, //!< no network at all
    HostNotFound = 21, //!< the name does not resolve
    ConnectionRefused = 22, //!< nobody listens
    TlsRefused = 23, //!< the certificate or handshake was refused; nothing was sent
    Timeout = 24, //!< silence for longer than our deadline
    ConnectionLost = 25, //!< closed before an answer began
    ProxyRefused = 26,
    ProxyUnauthorized = 28, //!< the proxy asks for a user name and a password, or refused them
    Redirected = 27, //!< the server points elsewhere; never followed, the key would go along

    // What the Router, or the provider behind it, answered
    Unauthorized = 40, //!< 401
    NoCredit = 41, //!< 402
    Moderated = 42, //!< 403 with reasons, or any other 403
    NotFound = 43, //!< 404: unknown model or path
    BadRequest = 44, //!< 400, 422 and other 4xx
    TooLarge = 45, //!< 413, or the conversation exceeds the model's context
    RateLimited = 46, //!< 429
    ServerFailed = 47, //!< 5xx
    NoProvider = 48, //!< 503 with routing reasons
    ProviderFailed = 49, //!< an error inside a 200, or in mid-stream
    NotTheRouter = 50, //!< HTML or something else that is no API
    MalformedReply = 51, //!< JSON that does not parse or lacks what it must have
    ReplyTooLarge = 52, //!< beyond the limits we read
    CutShort = 53, //!< the stream ended before the protocol said it was complete
    EmptyAnswer = 54, //!< complete, and nothing in it

    // The credential store
    StoreMissing = 60, //!< no store answers on this machine
    StoreLocked = 61,
    StoreDenied = 62, //!< the person or the store said no
    StoreFailed = 63,
    KeyNotFound = 64, //!< the store answers and does not hold this key
    StoreUnanswered = 65, //!< the store has not answered yet; a late answer is still taken

    // History on disk
    StorageFailed = 80,
    StorageFull = 81,
    StorageReadOnly = 82,
    StorageDamaged = 83,
    StorageTooNew = 84, //!< written by a newer Tabletalk
    StorageLocked = 85, //!< another program holds the file

    Cancelled = 100,

    // What was to be attached, refused before anything is sent
    AttachmentTooLarge = 120,
    AttachmentUnsupported = 121, //!< of a kind no model can be given
    AttachmentUnreadable = 122, //!< missing, not permitted, a folder, empty, locked or damaged
    TooManyAttachments = 123,
    DoesNotFit = 124, //!< by our estimate the conversation exceeds the model's context
    CapReached = 125, //!< a spending cap the person set leaves no room for the request
    CapUnchecked = 126, //!< a cap is set, and what was spent could not be read

    // The helper process
    WorkerFailed = 130, //!< it cannot be started, died, or answered nonsense
    WorkerTooSlow = 131, //!< killed at its deadline

    // A query over tables
    QueryRefused = 140, //!< cannot be run as it is written, or failed at a value; `detail` says what would do
    QueryTooSlow = 141, //!< past its deadline
    QueryTooLarge = 142, //!< took more memory than a query may
    QueryPrivate = 143, //!< any of these, or of the helper's, where private columns are involved
};

//! Who said it. Stored by number: append only.
enum class ErrorSource { Program, Router, Provider, Network, CredentialStore, Storage, Proxy };

//! What the person can do next; the view turns it into a button. Data, so that no dialog code lives
//! where errors are made. Stored by number: append only.
enum class NextStep {
    Retry,
    RetryLater, //!< after Error::retryAfter
    Continue, //!< ask for the rest of a cut answer
    OpenKeys,
    OpenEndpoint,
    AddCredit, //!< open the account's page in the browser
    ChooseModel,
    LowerMaxTokens, //!< open the parameters
    EditMessage, //!< put the text back into the message box
    SendUnsaved,
    UseSessionKey,
    ShowDetails, //!< Error::detail, as the server said it
    LeaveOutOldest, //!< choose how many turns of the beginning are not sent
    SendAnyway, //!< although by our estimate it does not fit
    SendFiles, //!< documents as they are in place of their text
    SendTexts, //!< the other way round
    OpenSpending, //!< the caps in the settings
};

//! One failure: a kind for code, a sentence for people, detail for the log. `userText` and `detail`
//! never hold a key; `detail` may quote what the server said, cut to a few thousand characters.
struct Error {
    ErrorKind kind = ErrorKind::Unknown;
    ErrorSource source = ErrorSource::Program;
    QString userText; //!< complete, translated sentences: what happened, who said it
    QString detail;
    QList<NextStep> nextSteps; //!< the most useful first
    std::optional<std::chrono::seconds> retryAfter;

    bool operator==(const Error &) const = default;
};

} // namespace tabletalk
