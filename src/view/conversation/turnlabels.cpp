// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/turnlabels.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QStringList>

namespace tabletalk {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Conversation", text);
}

QString author(TurnRole role, const QString &modelName)
{
    return role == TurnRole::User ? tr("You") : modelName;
}

//! Empty below one second: "0 s" tells nothing.
QString seconds(qint64 ms)
{
    return ms < 1000 ? QString() : tr("%1 s").arg(ms / 1000);
}

} // namespace

QString costLabel(const Turn &turn)
{
    if (turn.usage.cost)
        return turn.usage.isCostComputed ? tr("≈%1 computed").arg(turn.usage.cost->toDisplay())
                                         : turn.usage.cost->toDisplay();
    // What was imported, or written by the person, ended without a reason given.
    const bool mayBeBilled = turn.progress == Progress::Stopped || turn.progress == Progress::Cut
                             || (turn.progress == Progress::Complete
                                 && (turn.usage.completionTokens || !turn.finishReason.isEmpty()));
    return turn.role == TurnRole::Answer && mayBeBilled ? tr("cost unknown") : QString();
}

QString timeLabel(qint64 createdMs)
{
    return QDateTime::fromMSecsSinceEpoch(createdMs).toString(QStringLiteral("HH:mm"));
}

QString authorLabel(const Turn &turn, const QString &modelName)
{
    return author(turn.role, modelName);
}

QString turnLabel(const TurnSummary &summary, const QString &modelName)
{
    return tr("%1, %2").arg(author(summary.role, modelName), timeLabel(summary.createdMs));
}

QString footerLabel(const Turn &turn, const QString &modelName)
{
    QStringList parts{modelName, timeLabel(turn.createdMs)};
    if (turn.usage.completionTokens) {
        const qint64 count = *turn.usage.completionTokens;
        parts += count == 1 ? tr("1 token") : tr("%1 tokens").arg(QLocale().toString(count));
    }
    if (const QString cost = costLabel(turn); !cost.isEmpty())
        parts += cost;
    if (turn.progress == Progress::Stopped)
        parts += tr("Stopped");
    else if (turn.finishReason == QStringLiteral("length"))
        parts += tr("Cut off: length limit");
    else if (turn.progress == Progress::Cut)
        parts += tr("Cut off");
    else if (turn.finishReason == QStringLiteral("content_filter"))
        parts += tr("Cut off: content filter");
    return parts.join(QStringLiteral(" · "));
}

QString detailsLabel(const Turn &turn, const QString &modelName)
{
    const QLocale locale;
    QStringList lines;
    const auto count = [&](const QString &text, const std::optional<qint64> &number) {
        if (number)
            lines += text.arg(locale.toString(*number));
    };
    lines += locale.toString(QDateTime::fromMSecsSinceEpoch(turn.createdMs), QLocale::LongFormat);
    if (turn.role == TurnRole::User)
        return lines.constFirst();
    lines += turn.model.isEmpty() || turn.model == modelName
                 ? modelName
                 : QStringLiteral("%1 (%2)").arg(modelName, turn.model);
    count(tr("%1 tokens in"), turn.usage.promptTokens);
    count(tr("%1 of them from the cache"), turn.usage.cachedTokens);
    count(tr("%1 tokens out"), turn.usage.completionTokens);
    count(tr("%1 of them for reasoning"), turn.usage.reasoningTokens);
    if (turn.usage.cost && turn.usage.isCostComputed)
        lines += tr("%1, computed from listed prices").arg(turn.usage.cost->toDisplay());
    else if (turn.usage.cost)
        lines += tr("%1, as reported").arg(turn.usage.cost->toDisplay());
    else if (!costLabel(turn).isEmpty())
        lines += tr("The cost is not known; it may still be billed.");
    if (!turn.finishReason.isEmpty())
        lines += tr("Finish reason: %1").arg(turn.finishReason.left(100));
    return lines.join(u'\n');
}

QString endingLabel(const Turn &turn)
{
    if (turn.failure)
        return turn.failure->userText;
    switch (turn.progress) {
    case Progress::Open:
        return {};
    case Progress::Complete: {
        QStringList sentences{tr("Answer complete")};
        for (const Step &step : turn.steps) {
            if (std::holds_alternative<SendingStep>(step.content))
                sentences += shownText(step);
        }
        return sentences.join(QStringLiteral(". "));
    }
    case Progress::Stopped:
        return tr("Stopped receiving. The cost is unknown: the provider may still finish the answer and bill "
                  "it.");
    case Progress::Cut:
    case Progress::Failed:
        break;
    }
    return tr("The answer was cut off");
}

QString nextStepLabel(NextStep step, std::optional<std::chrono::seconds> retryAfter)
{
    switch (step) {
    case NextStep::Retry:
        return tr("Retry");
    case NextStep::RetryLater:
        return retryAfter ? tr("Retry after %1 s").arg(retryAfter->count()) : tr("Retry later");
    case NextStep::Continue:
        return tr("Continue");
    case NextStep::OpenKeys:
        return tr("Open key settings");
    case NextStep::OpenEndpoint:
        return tr("Open connection settings");
    case NextStep::AddCredit:
        return tr("Add credit");
    case NextStep::ChooseModel:
        return tr("Choose another model");
    case NextStep::LowerMaxTokens:
        return tr("Lower the token limit");
    case NextStep::EditMessage:
        return tr("Edit message");
    case NextStep::SendUnsaved:
        return tr("Send without saving");
    case NextStep::UseSessionKey:
        return tr("Use a key for this session");
    case NextStep::ShowDetails:
        return tr("Details");
    case NextStep::LeaveOutOldest:
        return tr("Leave out the oldest turns…");
    case NextStep::SendAnyway:
        return tr("Send anyway");
    case NextStep::SendFiles:
        return tr("Send the documents as files");
    case NextStep::OpenSpending:
        return tr("Change the caps");
    case NextStep::SendTexts:
        return tr("Send the documents as text");
    }
    return {};
}

QString waitingLabel(const QString &modelName, qint64 elapsedMs)
{
    return tr("Waiting for %1… %2").arg(modelName, seconds(elapsedMs)).trimmed();
}

QString thinkingLabel(qint64 elapsedMs)
{
    return tr("Thinking… %1").arg(seconds(elapsedMs)).trimmed();
}

QString toolLabel(const QString &toolName, bool isUnderWay)
{
    const QString name = toolName.left(100);
    return isUnderWay ? tr("Using %1…").arg(name) : tr("Used %1").arg(name);
}

QString thoughtLabel(qint64 durationMs)
{
    const QString duration = seconds(durationMs);
    return duration.isEmpty() ? tr("Thought") : tr("Thought for %1").arg(duration);
}

} // namespace tabletalk
