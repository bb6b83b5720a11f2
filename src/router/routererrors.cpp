// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "routererrors.h"

#include "jsonvalues.h"
#include "retryhint.h"

#include <QRegularExpression>

#include <algorithm>

namespace tabletalk {

//! A server's complaint. `status` is the reply's, or the code inside a 200.
struct RouterErrors::Statement {
    ErrorBody body;
    int status = 0;
    std::optional<std::chrono::seconds> retryAfter;

    bool isProviders() const { return !body.provider.isEmpty(); }
    bool mentions(QStringView word) const { return body.message.contains(word, Qt::CaseInsensitive); }
    bool isCalled(QStringView word) const { return body.code == word || body.type == word; }

    //! Whoever said it, to begin a sentence with.
    QString speaker() const
    {
        return isProviders() ? tr("The provider %1").arg(body.provider) : tr("The Router");
    }
    //! ` %1 says: “…”`, or nothing when no words came.
    QString quotation() const
    {
        return body.message.isEmpty() ? QString() : tr(" %1 says: “%2”").arg(speaker(), body.message);
    }
    Error error(ErrorKind kind, const QString &sentence, const QList<NextStep> &steps) const
    {
        QString detail = QStringLiteral("HTTP or error code %1").arg(status);
        for (const QString &word : {body.code, body.type, body.message}) {
            if (!word.isEmpty())
                detail += QStringLiteral("; ") + word;
        }
        if (!body.raw.isEmpty())
            detail += u'\n' + body.raw;
        return {.kind = kind,
                .source = isProviders() ? ErrorSource::Provider : ErrorSource::Router,
                .userText = sentence + quotation(),
                .detail = detail,
                .nextSteps = steps,
                .retryAfter = retryAfter};
    }
};

namespace {

bool isTooLong(const ErrorBody &body)
{
    const auto isOne = [&body](QStringView word) { return body.code == word || body.type == word; };
    return isOne(u"context_length_exceeded") || isOne(u"token_limit_exceeded") || isOne(u"string_too_long")
           || isOne(u"payload_too_large") || body.message.contains(u"context length", Qt::CaseInsensitive)
           || body.message.contains(u"context window", Qt::CaseInsensitive);
}

//! The number that a word stands for, where an error inside a 200 has a word only.
int statusOf(const ErrorBody &body)
{
    struct Meaning {
        QStringView word;
        int status;
    };
    static constexpr Meaning kMeanings[]{
        {u"insufficient_quota", 402},
        {u"payment_required", 402},
        {u"content_policy_violation", 403},
        {u"rate_limit_exceeded", 429},
        {u"timeout", 408},
        {u"provider_overloaded", 503},
        {u"provider_unavailable", 502},
        {u"not_found", 404},
        {u"model_not_found", 404},
        {u"invalid_request", 400},
        {u"invalid_request_error", 400},
        {u"invalid_api_key", 401},
        {u"authentication", 401},
    };
    if (body.status != 0)
        return body.status;
    const auto *found = std::ranges::find_if(kMeanings, [&body](const Meaning &meaning) {
        return body.code == meaning.word || body.type == meaning.word;
    });
    return found == std::end(kMeanings) ? 0 : found->status;
}

QString waitingTime(std::chrono::seconds wait)
{
    constexpr int kMinute = 60;
    const qint64 count = wait.count();
    if (count < 2 * kMinute)
        return QCoreApplication::translate("tabletalk::RouterErrors", "%1 s").arg(count);
    return QCoreApplication::translate("tabletalk::RouterErrors", "%1 min")
        .arg((count + kMinute - 1) / kMinute);
}

} // namespace

Error RouterErrors::fromReply(const HttpHead &head, const QByteArray &body) const
{
    if (head.status >= 300 && head.status < 400)
        return redirected(QUrl(QString::fromUtf8(headerValue(head.headers, "Location"))));
    Statement statement{.body = ErrorBody::fromBytes(body), .status = head.status};
    statement.retryAfter = retryHint(head.headers, QDateTime::currentDateTimeUtc());
    if (!statement.retryAfter)
        statement.retryAfter = retryHint(statement.body.headers, QDateTime::currentDateTimeUtc());
    // Gateways in front of the Router say "too busy" and "down" with a page, and the status is right.
    const bool isBelievable = head.status == 429 || head.status >= 500;
    if (statement.body.shape == ErrorBody::Shape::WebPage && !isBelievable)
        return notTheRouter();
    if (head.status < 400)
        return malformedReply();
    return fromStatement(statement);
}

Error RouterErrors::fromAnswer(const ErrorBody &body) const
{
    Statement statement{.body = body, .status = statusOf(body)};
    statement.retryAfter = retryHint(body.headers, QDateTime::currentDateTimeUtc());
    // A provider that refuses the Router's key, or fails, is nothing that our key or URL could mend.
    const bool isOurs = statement.status >= 402 && statement.status < 500;
    if (isOurs || isTooLong(body) || (statement.status == 401 && !statement.isProviders()))
        return fromStatement(statement);
    return statement.error(
        ErrorKind::ProviderFailed,
        tr("%1 failed while answering.")
            .arg(statement.isProviders() ? statement.speaker() : tr("The model behind the Router")),
        {NextStep::Retry, NextStep::ChooseModel});
}

Error RouterErrors::fromStatement(const Statement &statement) const
{
    if (isTooLong(statement.body) || statement.status == 413) {
        return statement.error(
            ErrorKind::TooLarge,
            tr("The conversation or the message is too long for this model (%1). Shorten the "
               "message, start a new conversation, or choose a model that takes more.")
                .arg(statement.status),
            {NextStep::EditMessage, NextStep::ChooseModel});
    }
    switch (statement.status) {
    case 401:
        return statement.error(
            ErrorKind::Unauthorized,
            tr("The Router refused the key (401). It may be mistyped, expired, disabled or "
               "revoked. Check the key, or replace it."),
            {NextStep::OpenKeys});
    case 402:
        return noCredit(statement);
    case 403:
        return forbidden(statement);
    case 404:
        return statement.error(
            ErrorKind::NotFound,
            tr("The Router at %1 does not know this model or this address (404). Choose another "
               "model, or check the Router's URL.")
                .arg(m_host),
            {NextStep::ChooseModel, NextStep::OpenEndpoint});
    case 408:
        return statement.error(ErrorKind::Timeout,
                               tr("The request took too long for the Router (408). Try again."),
                               {NextStep::Retry, NextStep::ChooseModel});
    case 429:
        return rateLimited(statement);
    default:
        break;
    }
    if (statement.status >= 500)
        return serverFailed(statement);
    QList<NextStep> steps{NextStep::EditMessage, NextStep::ChooseModel};
    if (statement.mentions(u"max_tokens"))
        steps.prepend(NextStep::LowerMaxTokens);
    return statement.error(
        ErrorKind::BadRequest,
        tr("%1 did not accept the request (%2). Change the message or the parameters, or choose "
           "another model.")
            .arg(statement.speaker(), QString::number(statement.status)),
        steps);
}

Error RouterErrors::noCredit(const Statement &statement) const
{
    if (statement.mentions(u"max_tokens") || statement.mentions(u"can only afford")) {
        static const QRegularExpression kAfford(QStringLiteral("can only afford ([0-9]{1,9})"));
        const QString afford = kAfford.match(statement.body.message).captured(1);
        if (!afford.isEmpty()) {
            return statement.error(ErrorKind::NoCredit,
                                   tr("The credit does not cover the longest answer this request allows "
                                      "(402): it is enough for %1 "
                                      "tokens. Lower the maximum of tokens to less than that, or add credit.")
                                       .arg(afford),
                                   {NextStep::LowerMaxTokens, NextStep::AddCredit});
        }
        return statement.error(
            ErrorKind::NoCredit,
            tr("The credit does not cover the longest answer this request allows (402). Lower the "
               "maximum of tokens, or add credit."),
            {NextStep::LowerMaxTokens, NextStep::AddCredit});
    }
    if (statement.mentions(u"key") && statement.mentions(u"limit")) {
        return statement.error(
            ErrorKind::NoCredit,
            tr("This key has reached its spending limit (402). Raise the limit where the key was "
               "made, or use another key."),
            {NextStep::AddCredit, NextStep::OpenKeys});
    }
    return statement.error(
        ErrorKind::NoCredit,
        tr("There is not enough credit for this request (402). Add credit to the account."),
        {NextStep::AddCredit, NextStep::LowerMaxTokens});
}

Error RouterErrors::forbidden(const Statement &statement) const
{
    const ErrorBody &body = statement.body;
    if (body.reasons.isEmpty() && body.flaggedInput.isEmpty()) {
        return statement.error(
            ErrorKind::Moderated,
            tr("%1 did not allow this request (403). Change the message, choose another model, or "
               "check what the key may do.")
                .arg(statement.speaker()),
            {NextStep::EditMessage, NextStep::ChooseModel, NextStep::OpenKeys});
    }
    QString sentence = tr("%1 flagged the message and did not answer it (403).").arg(statement.speaker());
    if (!body.reasons.isEmpty())
        sentence += tr(" Reasons given: %1.").arg(body.reasons.join(QStringLiteral(", ")));
    if (!body.flaggedInput.isEmpty())
        sentence += tr(" Passage: “%1”.").arg(body.flaggedInput);
    sentence += tr(" Change the message, or choose another model.");
    return statement.error(ErrorKind::Moderated, sentence, {NextStep::EditMessage, NextStep::ChooseModel});
}

Error RouterErrors::rateLimited(const Statement &statement) const
{
    QString sentence = tr("%1 limits how often it may be asked (429).").arg(statement.speaker());
    if (statement.retryAfter) {
        sentence += tr(" Try again in %1, or choose another model.").arg(waitingTime(*statement.retryAfter));
        return statement.error(ErrorKind::RateLimited, sentence,
                               {NextStep::RetryLater, NextStep::ChooseModel});
    }
    sentence += tr(" Wait a moment and try again, or choose another model.");
    return statement.error(ErrorKind::RateLimited, sentence, {NextStep::Retry, NextStep::ChooseModel});
}

Error RouterErrors::serverFailed(const Statement &statement) const
{
    const NextStep again = statement.retryAfter ? NextStep::RetryLater : NextStep::Retry;
    const QList<NextStep> steps{again, NextStep::ChooseModel};
    QString sentence;
    ErrorKind kind = ErrorKind::ServerFailed;
    if (statement.body.shape == ErrorBody::Shape::WebPage) {
        sentence =
            tr("A gateway in front of the Router answered with a web page (%1): the Router is not reachable "
               "or too busy.");
    } else if (statement.status == 503) {
        kind = ErrorKind::NoProvider;
        sentence = tr("The Router found no provider for this model and request (%1).");
    } else if (statement.status == 504 || statement.status == 524) {
        sentence = tr("The model behind the Router did not answer in time (%1).");
    } else if (statement.status == 502 || statement.status == 529) {
        sentence = tr("The model behind the Router is down or overloaded (%1).");
    } else {
        sentence = tr("The Router failed (%1).");
    }
    sentence = sentence.arg(statement.status);
    sentence += statement.retryAfter
                    ? tr(" Try again in %1, or choose another model.").arg(waitingTime(*statement.retryAfter))
                    : tr(" Try again, or choose another model.");
    return statement.error(kind, sentence, steps);
}

Error RouterErrors::redirected(const QUrl &target) const
{
    // The host alone: the rest of the address may hold anything.
    const QString host = plainText(target.host(), 100);
    const QString where = host.isEmpty() || host == m_host ? tr("another address") : host;
    return {.kind = ErrorKind::Redirected,
            .source = ErrorSource::Router,
            .userText =
                tr("%1 points to %2 instead of answering. That was not followed, because the key would have "
                   "gone along. If the Router has moved, change its URL.")
                    .arg(m_host, where),
            .detail = QStringLiteral("redirected to host ") + host,
            .nextSteps = {NextStep::OpenEndpoint}};
}

Error RouterErrors::fromEnd(const HttpEnd &end, bool answerBegan) const
{
    switch (end.cause) {
    case HttpEnd::Cause::Closed:
        return connectionLost(answerBegan);
    case HttpEnd::Cause::NetworkFailed:
        return networkFailed(end, answerBegan);
    case HttpEnd::Cause::NotHttp:
        return notTheRouter();
    case HttpEnd::Cause::ConnectTimedOut:
    case HttpEnd::Cause::FirstByteTimedOut:
    case HttpEnd::Cause::IdleTimedOut:
    case HttpEnd::Cause::WholeTimedOut:
        return timedOut(end.cause, answerBegan);
    case HttpEnd::Cause::CaFileUnusable:
        return caFileUnusable();
    case HttpEnd::Cause::TooLong:
        return replyTooLarge();
    case HttpEnd::Cause::Compressed:
        return malformedReply();
    }
    Q_UNREACHABLE();
}

Error RouterErrors::connectionLost(bool answerBegan) const
{
    if (answerBegan) {
        return {
            .kind = ErrorKind::CutShort,
            .source = ErrorSource::Network,
            .userText =
                tr("The connection to %1 ended in the middle of the answer. What arrived is kept. Ask for "
                   "the rest, or try again.")
                    .arg(m_host),
            .nextSteps = {NextStep::Continue, NextStep::Retry}};
    }
    return {.kind = ErrorKind::ConnectionLost,
            .source = ErrorSource::Network,
            .userText =
                tr("The connection to %1 ended before an answer began. The message was sent once and not "
                   "repeated, since each copy may be billed. Try again.")
                    .arg(m_host),
            .nextSteps = {NextStep::Retry}};
}

Error RouterErrors::timedOut(HttpEnd::Cause cause, bool answerBegan) const
{
    Error error{.kind = ErrorKind::Timeout, .source = ErrorSource::Network, .nextSteps = {NextStep::Retry}};
    if (answerBegan) {
        error.userText =
            tr("%1 fell silent in the middle of the answer. What arrived is kept. Ask for the rest, or "
               "try again.");
        error.nextSteps = {NextStep::Continue, NextStep::Retry};
    } else if (cause == HttpEnd::Cause::ConnectTimedOut) {
        error.userText =
            tr("%1 could not be reached in time. Check the network and the Router's URL, and try again.");
        error.nextSteps = {NextStep::Retry, NextStep::OpenEndpoint};
    } else {
        error.userText =
            tr("%1 took the message and did not answer in time. Try again, or choose another model.");
        error.nextSteps = {NextStep::Retry, NextStep::ChooseModel};
    }
    error.userText = error.userText.arg(m_host);
    return error;
}

Error RouterErrors::networkFailed(const HttpEnd &end, bool answerBegan) const
{
    Error error{.source = ErrorSource::Network,
                .detail = QStringLiteral("network error %1").arg(int(end.socketError)),
                .nextSteps = {NextStep::Retry}};
    switch (end.socketError) {
    case QAbstractSocket::ConnectionRefusedError:
        error.kind = ErrorKind::ConnectionRefused;
        error.userText =
            tr("Nobody answers at %1: the connection was refused. Check that the Router's URL is right "
               "and that it is running.")
                .arg(m_host);
        error.nextSteps = {NextStep::Retry, NextStep::OpenEndpoint};
        return error;
    case QAbstractSocket::HostNotFoundError:
        error.kind = ErrorKind::HostNotFound;
        error.userText = tr("The network knows no computer called %1. Check the Router's URL and the network "
                            "connection.")
                             .arg(m_host);
        error.nextSteps = {NextStep::OpenEndpoint, NextStep::Retry};
        return error;
    case QAbstractSocket::SslHandshakeFailedError:
        error.kind = ErrorKind::TlsRefused;
        error.userText =
            tr("No secure connection to %1: its certificate or its encryption was not accepted. Nothing "
               "was sent. Check the Router's URL; in a company network its certificate may be missing "
               "on this computer.")
                .arg(m_host);
        if (!end.tlsText.isEmpty())
            error.userText += tr(" (%1)").arg(plainText(end.tlsText, 200));
        error.nextSteps = {NextStep::OpenEndpoint, NextStep::Retry};
        return error;
    case QAbstractSocket::ProxyAuthenticationRequiredError:
        error.kind = ErrorKind::ProxyUnauthorized;
        error.source = ErrorSource::Proxy;
        error.userText =
            tr("The network's proxy asks for a user name and a password, or did not accept them (407). "
               "Nothing was sent to %1. Check the proxy in the connection settings.")
                .arg(m_host);
        error.nextSteps = {NextStep::OpenEndpoint, NextStep::Retry};
        return error;
    case QAbstractSocket::ProxyConnectionRefusedError:
    case QAbstractSocket::ProxyConnectionClosedError:
    case QAbstractSocket::ProxyConnectionTimeoutError:
    case QAbstractSocket::ProxyNotFoundError:
    case QAbstractSocket::ProxyProtocolError:
        error.kind = ErrorKind::ProxyRefused;
        error.source = ErrorSource::Proxy;
        error.userText =
            tr("The network's proxy did not let the request to %1 through. Check the proxy settings of "
               "this computer.")
                .arg(m_host);
        return error;
    case QAbstractSocket::SocketTimeoutError: // Qt's own, of an attempt to connect
        return timedOut(HttpEnd::Cause::ConnectTimedOut, answerBegan);
    case QAbstractSocket::NetworkError:
        if (!end.socketText.contains(u"unreachable", Qt::CaseInsensitive))
            break;
        error.kind = ErrorKind::Offline;
        error.userText =
            tr("This computer has no way to %1: the network is not reachable. Connect it and try again.")
                .arg(m_host);
        return error;
    default:
        break;
    }
    return connectionLost(answerBegan);
}

Error RouterErrors::notTheRouter() const
{
    return {
        .kind = ErrorKind::NotTheRouter,
        .source = ErrorSource::Router,
        .userText =
            tr("What answered at %1 is not a Router: it sent a web page or other text. Check the Router's "
               "URL, and whether the network asks for a login in the browser.")
                .arg(m_host),
        .nextSteps = {NextStep::OpenEndpoint, NextStep::Retry}};
}

Error RouterErrors::malformedReply() const
{
    return {.kind = ErrorKind::MalformedReply,
            .source = ErrorSource::Router,
            .userText =
                tr("The reply of %1 could not be read: it is not in the form the Router uses. Try again; if "
                   "it stays so, check the Router's URL.")
                    .arg(m_host),
            .nextSteps = {NextStep::Retry, NextStep::OpenEndpoint}};
}

Error RouterErrors::replyTooLarge() const
{
    return {.kind = ErrorKind::ReplyTooLarge,
            .source = ErrorSource::Program,
            .userText =
                tr("The reply of %1 is larger than Tabletalk reads, so the rest was refused. Try again, or "
                   "choose another model.")
                    .arg(m_host),
            .nextSteps = {NextStep::Retry, NextStep::ChooseModel}};
}

Error RouterErrors::emptyAnswer(const QString &finishReason) const
{
    if (finishReason == u"length") {
        return {.kind = ErrorKind::EmptyAnswer,
                .source = ErrorSource::Router,
                .userText =
                    tr("The model used up its tokens before it wrote an answer. Raise the maximum of tokens, "
                       "or choose another model."),
                .nextSteps = {NextStep::ChooseModel, NextStep::Retry}};
    }
    return {.kind = ErrorKind::EmptyAnswer,
            .source = ErrorSource::Router,
            .userText =
                tr("The Router reported a complete answer without any text. The model may just be starting; "
                   "try again in a moment, or choose another model."),
            .nextSteps = {NextStep::Retry, NextStep::ChooseModel}};
}

Error RouterErrors::caFileUnusable() const
{
    return {.kind = ErrorKind::InvalidCaFile,
            .source = ErrorSource::Program,
            .userText = tr("The file with the trusted certificates for %1 cannot be read, or holds none. "
                           "Nothing was sent. Check it in the connection settings.")
                            .arg(m_host),
            .nextSteps = {NextStep::OpenEndpoint}};
}

Error RouterErrors::noKey() const
{
    return {.kind = ErrorKind::NoKey,
            .source = ErrorSource::Program,
            .userText = tr("There is no key for %1. Add one under Keys.").arg(m_host),
            .nextSteps = {NextStep::OpenKeys}};
}

Error RouterErrors::noModel() const
{
    return {.kind = ErrorKind::NoModel,
            .source = ErrorSource::Program,
            .userText = tr("No model is chosen. Choose one from the list."),
            .nextSteps = {NextStep::ChooseModel}};
}

Error withoutKey(Error error, const Secret &key)
{
    constexpr qsizetype kShortest = 8; // less is no key, and may be part of any word
    if (key.reveal().size() < kShortest)
        return error;
    const QString quoted = QString::fromLatin1(key.reveal());
    for (QString *text : {&error.userText, &error.detail})
        text->replace(quoted, QStringLiteral("[…]"));
    return error;
}

} // namespace tabletalk
