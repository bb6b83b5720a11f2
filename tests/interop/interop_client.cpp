// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "routercompletionservice.h"
#include "routerthread.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

using namespace tabletalk;

//! One completion from the command line, printed as JSON: base URL, model, "stream" or "whole", message,
//! then extra headers. The key is in LLMROUTER_API_KEY.
int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    constexpr qsizetype kFixed = 5;
    const auto endpoint = Endpoint::parse(arguments.value(1));
    if (arguments.size() < kFixed || !endpoint)
        return 2;
    ConnectionOptions options;
    for (const QString &line : arguments.sliced(kFixed)) {
        const auto header = HeaderLine::parse(line);
        if (!header)
            return 2;
        options.headers.append(*header);
    }
    CompletionRequest request;
    request.endpoint = endpoint->withConnection(options);
    request.key = Secret(qgetenv("LLMROUTER_API_KEY"));
    request.model = arguments.at(2);
    request.stream = arguments.at(3) == u"stream";
    request.messages = {{WireRole::User, arguments.at(4), {}}};

    const auto stream = RouterCompletionService(std::make_shared<RouterThread>()).start(request);
    QString text;
    int arrivals = 0;
    QObject::connect(stream.get(), &CompletionStream::received, &application,
                     [&](const QList<CompletionEvent> &events) {
                         ++arrivals;
                         for (const CompletionEvent &event : events) {
                             if (const auto *delta = std::get_if<TextDelta>(&event))
                                 text += delta->text;
                         }
                     });
    QObject::connect(
        stream.get(), &CompletionStream::finished, &application, [&](const CompletionOutcome &outcome) {
            const QJsonObject report{
                {QStringLiteral("text"), text},
                {QStringLiteral("arrivals"), arrivals},
                {QStringLiteral("complete"), outcome.ending == CompletionOutcome::Ending::Complete},
                {QStringLiteral("finishReason"), outcome.finishReason},
                {QStringLiteral("tokens"), outcome.usage.completionTokens.value_or(-1)},
                {QStringLiteral("status"), outcome.httpStatus},
                {QStringLiteral("errorKind"), outcome.error ? int(outcome.error->kind) : -1},
                {QStringLiteral("error"), outcome.error ? outcome.error->userText : QString()}};
            std::puts(QJsonDocument(report).toJson(QJsonDocument::Compact).constData());
            QCoreApplication::quit();
        });
    return QCoreApplication::exec();
}
