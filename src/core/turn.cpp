// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "turn.h"

#include "citation.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace tabletalk {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Turn", text);
}

//! A title as the text of a markdown link: nothing in it is markup.
QString escaped(const QString &title)
{
    QString text;
    for (const QChar c : title) {
        if (QStringView(u"\\`*_[]<>&!#|~$").contains(c))
            text += u'\\';
        text += c;
    }
    return text;
}

QString sourceList(const QJsonArray &annotations)
{
    QStringList lines;
    for (const Citation &citation : citationsIn(annotations)) {
        QString target = QString::fromLatin1(citation.url.toEncoded());
        target.replace(u'(', QStringLiteral("%28")).replace(u')', QStringLiteral("%29"));
        lines.append(QStringLiteral("%1. [%2](%3)")
                         .arg(QString::number(lines.size() + 1), escaped(citation.title), target));
    }
    if (lines.isEmpty())
        return {};
    return QStringLiteral("**%1**\n\n%2").arg(tr("Sources"), lines.join(u'\n'));
}

QString departure(const SendingStep &step)
{
    QStringList sentences;
    if (step.leftOutTurns > 0) {
        sentences.append(QCoreApplication::translate("Turn", "%n earlier turn(s) were not sent.", nullptr,
                                                     step.leftOutTurns));
    }
    if (step.documentsAsFiles)
        sentences.append(tr("Attached documents were sent as files, not as text."));
    return sentences.join(u' ');
}

} // namespace

QString shownText(const Step &step)
{
    if (const auto *text = std::get_if<TextStep>(&step.content))
        return text->text;
    if (const auto *reasoning = std::get_if<ReasoningStep>(&step.content))
        return reasoning->text;
    if (const auto *notes = std::get_if<AnnotationsStep>(&step.content))
        return sourceList(notes->annotations);
    if (const auto *picture = std::get_if<PictureStep>(&step.content)) {
        return u'*'
               + tr("The model made a picture (%1, %2). It is kept with the answer; this version does not "
                    "show "
                    "it.")
                     .arg(picture->mediaType, QLocale().formattedDataSize(picture->bytes.size()))
               + u'*';
    }
    if (const auto *attached = std::get_if<AttachmentStep>(&step.content))
        return tr("Attached: %1").arg(attachmentLabel(attached->attachment));
    if (const auto *sending = std::get_if<SendingStep>(&step.content))
        return departure(*sending);
    return {};
}

QString Turn::text() const
{
    QString joined;
    for (const Step &step : steps) {
        const auto *textStep = std::get_if<TextStep>(&step.content);
        if (!textStep || textStep->text.isEmpty())
            continue;
        if (!joined.isEmpty())
            joined += QStringLiteral("\n\n");
        joined += textStep->text;
    }
    return joined;
}

TurnSummary summaryOf(const Turn &turn)
{
    TurnSummary summary;
    summary.id = turn.id;
    summary.parent = turn.parent;
    summary.role = turn.role;
    summary.createdMs = turn.createdMs;
    summary.model = turn.model;
    summary.progress = turn.progress;
    for (const Step &step : turn.steps) {
        if (const auto *textStep = std::get_if<TextStep>(&step.content)) {
            summary.characterCount += int(textStep->text.size());
            summary.lineCount += int(textStep->text.count(u'\n')) + 1;
        }
    }
    return summary;
}

Turn makeUserTurn(TurnId id, ConversationId conversation, TurnId parent, const QString &text,
                  qint64 createdMs, const QList<Attachment> &attachments)
{
    Turn turn;
    turn.id = id;
    turn.conversation = conversation;
    turn.parent = parent;
    turn.role = TurnRole::User;
    turn.createdMs = createdMs;
    if (!text.isEmpty() || attachments.isEmpty())
        turn.steps.append(Step{TextStep{text}, Progress::Complete});
    for (const Attachment &attachment : attachments)
        turn.steps.append(Step{AttachmentStep{attachment}, Progress::Complete});
    return turn;
}

const ToolResultStep *resultOf(const Turn &answer, const ToolCallStep &call)
{
    for (const Step &step : answer.steps) {
        const auto *result = std::get_if<ToolResultStep>(&step.content);
        if (result && result->callId == call.callId)
            return result;
    }
    return nullptr;
}

bool hasQueries(const Turn &turn)
{
    return std::ranges::any_of(turn.steps, [](const Step &step) {
        const auto *result = std::get_if<ToolResultStep>(&step.content);
        return result && result->query;
    });
}

QList<Attachment> attachmentsOf(const QList<Turn> &turns)
{
    QList<Attachment> all;
    for (const Turn &turn : turns) {
        for (const Step &step : turn.steps) {
            if (const auto *attached = std::get_if<AttachmentStep>(&step.content))
                all.append(attached->attachment);
        }
    }
    return all;
}

} // namespace tabletalk
