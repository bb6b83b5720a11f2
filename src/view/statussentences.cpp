// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "statussentences.h"

#include "apikeys.h"
#include "chatsession.h"
#include "conversation/turnlabels.h"

#include <QCoreApplication>
#include <QLocale>

namespace tabletalk {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("StatusSentences", text);
}

} // namespace

QString activitySentence(const ChatSession &session, const QString &modelName)
{
    const RetryCountdown &countdown = session.retryCountdown();
    if (countdown.isRunning()) {
        return tr("Sending again in %1 s (attempt %2 of %3). Stop gives up. %4")
            .arg(countdown.secondsLeft())
            .arg(countdown.retry() + 1)
            .arg(RetryCountdown::kMostRetries + 1)
            .arg(countdown.outcome().error->userText);
    }
    if (session.state() == ChatSession::State::Waiting)
        return tr("Waiting for %1…").arg(modelName);
    if (session.state() == ChatSession::State::Streaming)
        return tr("%1 is answering…").arg(modelName);
    return {};
}

QString answeredSentence(const Turn &answer)
{
    QStringList parts{endingLabel(answer)};
    if (answer.usage.completionTokens) {
        parts.append(tr("%1 tokens in, %2 out")
                         .arg(QLocale().toString(answer.usage.promptTokens.value_or(0)),
                              QLocale().toString(*answer.usage.completionTokens)));
    }
    if (const QString cost = costLabel(answer); !cost.isEmpty())
        parts.append(cost);
    return parts.join(QStringLiteral(" · "));
}

QString keySentence(const ApiKeyStatus &key, const QString &host, bool isDemo)
{
    QString text;
    switch (key.source) {
    case KeySource::None:
        text = tr("No key for %1 yet").arg(host);
        break;
    case KeySource::Store:
        text = tr("Ready. The key is kept in %1.").arg(key.storeName);
        break;
    case KeySource::Session:
        text = isDemo ? tr("Ready. This is the demonstration.")
                      : tr("Ready. The key is kept for this session only.");
        break;
    case KeySource::Environment:
        text = tr("Ready. The key is from the environment (LLMROUTER_API_KEY).");
        break;
    }
    return key.storeError ? key.storeError->userText + u' ' + text : text;
}

} // namespace tabletalk
