// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "routerinfoclient.h"

#include "apikey.h"
#include "jsonvalues.h"
#include "modellistreader.h"
#include "routererrors.h"
#include "routerthread.h"

#include <QJsonDocument>
#include <QPromise>

namespace tabletalk {

namespace {

template <class T>
QFuture<Result<T>> answeredWith(const Error &error)
{
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(Result<T>(error));
    promise.finish();
    return promise.future();
}

//! What keeps a reply from being read as an answer, whatever was asked.
std::optional<Error> failure(const RouterErrors &errors, const HttpReply &reply)
{
    const int status = reply.head.status;
    if (status == 0)
        return errors.fromEnd(reply.end, false);
    if (status < 200 || status >= 300)
        return errors.fromReply(reply.head, reply.body);
    // A whole body may end in a network error, and a cut one without; what was read decides.
    const auto cause = reply.end.cause;
    if (cause != HttpEnd::Cause::Closed && cause != HttpEnd::Cause::NetworkFailed)
        return errors.fromEnd(reply.end, false);
    return std::nullopt;
}

Result<QList<ModelInfo>> readModels(const Endpoint &endpoint, const HttpReply &reply)
{
    const RouterErrors errors(endpoint);
    if (const auto error = failure(errors, reply))
        return *error;
    if (const auto models = readModelList(reply.body))
        return *models;
    if (reply.end.cause == HttpEnd::Cause::NetworkFailed)
        return errors.fromEnd(reply.end, false);
    const ErrorBody body = ErrorBody::fromBytes(reply.body);
    if (body.shape != ErrorBody::Shape::Json)
        return errors.notTheRouter();
    return body.message.isEmpty() ? errors.malformedReply() : errors.fromAnswer(body);
}

KeyStatus readStatus(const QJsonObject &data)
{
    KeyStatus status{.verdict = KeyStatus::Verdict::Accepted};
    status.label = plainText(data[QLatin1String("label")].toString(), 100);
    status.limit = amount(data[QLatin1String("limit")]);
    status.remaining = amount(data[QLatin1String("limit_remaining")]);
    return status;
}

Result<KeyStatus> readKeyStatus(const Endpoint &endpoint, const HttpReply &reply)
{
    const int status = reply.head.status;
    const QJsonDocument document = QJsonDocument::fromJson(reply.body);
    const bool isWebPage = ErrorBody::fromBytes(reply.body).shape == ErrorBody::Shape::WebPage;
    if (status == 404 || status == 405 || (isWebPage && status < 500))
        return KeyStatus{};
    if (status == 401 || status == 403)
        return KeyStatus{.verdict = KeyStatus::Verdict::Refused};
    if (const auto error = failure(RouterErrors(endpoint), reply))
        return *error;
    const QJsonObject data = document[QLatin1String("data")].toObject();
    return data.isEmpty() ? KeyStatus{} : readStatus(data);
}

} // namespace

RouterInfoClient::RouterInfoClient(std::shared_ptr<RouterThread> thread, const WireLimits &limits)
    : m_thread(std::move(thread))
    , m_limits(limits)
{
}

QFuture<Result<QList<ModelInfo>>> RouterInfoClient::models(const Endpoint &endpoint, const Secret &key)
{
    return ask(endpoint, u"models", key, readModels);
}

QFuture<Result<KeyStatus>> RouterInfoClient::checkKey(const Endpoint &endpoint, const Secret &key)
{
    if (key.isEmpty())
        return answeredWith<KeyStatus>(RouterErrors(endpoint).noKey());
    return ask(endpoint, u"key", key, readKeyStatus);
}

template <class T>
QFuture<Result<T>> RouterInfoClient::ask(const Endpoint &endpoint, QStringView path, const Secret &key,
                                         Result<T> (*read)(const Endpoint &, const HttpReply &))
{
    HttpRequest request{.url = endpoint.url(path), .connection = endpoint.connection()};
    if (!key.isEmpty()) {
        Result<Secret> checked = parseApiKey(QString::fromUtf8(key.reveal()));
        if (!checked)
            return answeredWith<T>(checked.error());
        request.key = std::move(checked).value();
    }
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    QFuture<Result<T>> future = promise->future();
    m_thread->run([promise, request, endpoint, read, limits = m_limits](RouterWorker &worker) {
        worker.ask(request, limits, [promise, endpoint, read, key = request.key](const HttpReply &reply) {
            Result<T> result = read(endpoint, reply);
            promise->addResult(result ? result : Result<T>(withoutKey(result.error(), key)));
            promise->finish();
        });
    });
    return future;
}

} // namespace tabletalk
