// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wiremessages.h"

#include <QHash>

#include <algorithm>

namespace tabletalk {

namespace {

//! Files that the Router has read for an answer are named back to it, which spares reading them again.
QJsonArray fileNotes(const QJsonArray &annotations)
{
    QJsonArray files;
    for (const QJsonValue &annotation : annotations) {
        if (annotation[QLatin1String("type")] == QLatin1String("file"))
            files.append(annotation);
    }
    return files;
}

//! The messages of one answer. It is one message as long as no tool was called; the call and its result
//! stand between what was said before and after.
class AnswerMessages {
public:
    AnswerMessages(const Turn &answer, bool isLast)
        : m_isLast(isLast)
    {
        for (const Step &step : answer.steps) {
            if (const auto *result = std::get_if<ToolResultStep>(&step.content))
                m_results.insert(result->callId, result->content);
        }
        for (const Step &step : answer.steps)
            std::visit([this](const auto &content) { take(content); }, step.content);
        close();
    }

    QList<WireMessage> messages() const { return m_messages; }

private:
    void take(const TextStep &step)
    {
        openMessage();
        if (!step.text.isEmpty())
            m_texts.append(step.text);
    }
    void take(const ReasoningStep &step)
    {
        openMessage();
        // Elsewhere it would be paid for anew and says nothing: only what goes on needs it.
        for (const QJsonValue &detail : step.details)
            m_open.reasoningDetails.append(detail);
    }
    void take(const ToolCallStep &step)
    {
        if (m_isAnswered) // what was called before it belongs to an earlier completion
            close();
        // A call that was never answered would make the whole request invalid.
        if (!step.callId.isEmpty() && m_results.contains(step.callId))
            m_open.toolCalls.append({step.callId, step.name, step.arguments});
    }
    void take(const ToolResultStep &) { m_isAnswered = !m_open.toolCalls.isEmpty(); }
    void take(const ChartStep &) { }
    void take(const AnnotationsStep &step) { m_open.annotations = fileNotes(step.annotations); }
    void take(const PictureStep &) { }
    void take(const AttachmentStep &) { }
    void take(const SendingStep &) { }

    //! What comes after a call belongs to the next message.
    void openMessage()
    {
        if (!m_open.toolCalls.isEmpty())
            close();
    }

    void close()
    {
        m_open.role = WireRole::Assistant;
        m_open.text = m_texts.join(QStringLiteral("\n\n"));
        const bool hasCalls = !m_open.toolCalls.isEmpty();
        if (!hasCalls && !m_isLast)
            m_open.reasoningDetails = {};
        if (hasCalls || !m_open.text.isEmpty())
            m_messages.append(m_open);
        for (const ToolCall &call : m_open.toolCalls) {
            m_messages.append(
                {.role = WireRole::Tool, .text = m_results.value(call.id), .toolCallId = call.id});
        }
        m_open = {};
        m_isAnswered = false;
        m_texts.clear();
    }

    bool m_isLast;
    bool m_isAnswered = false; //!< the calls of the open message are
    QHash<QString, QString> m_results;
    WireMessage m_open;
    QStringList m_texts;
    QList<WireMessage> m_messages;
};

ContentPart partOf(const Attachment &attachment, const QByteArray &bytes, bool asFile)
{
    if (attachment.isPicture())
        return ImagePart{attachment.mediaType, bytes, {}};
    if (goesAsBytes(attachment, asFile))
        return FilePart{attachment.name, attachment.mediaType, bytes};
    // English: it is said to the model, and not to the person.
    return TextPart{QStringLiteral("Content of the attached file \"%1\":\n\n").arg(attachment.name)
                    + attachment.text};
}

WireMessage userMessage(const Turn &turn, const QHash<QByteArray, QByteArray> &bytes, bool asFiles)
{
    WireMessage message{.role = WireRole::User, .text = turn.text()};
    for (const Attachment &attachment : attachmentsOf({turn}))
        message.parts.append(partOf(attachment, bytes.value(attachment.sha256), asFiles));
    return message;
}

} // namespace

bool isEitherWay(const Attachment &attachment)
{
    return !attachment.isPicture() && !attachment.text.isEmpty() && !attachment.table;
}

bool goesAsBytes(const Attachment &attachment, bool asFile)
{
    return attachment.isPicture() || attachment.text.isEmpty() || (asFile && isEitherWay(attachment));
}

QList<WireMessage> wireMessages(const QString &instructions, const QList<Turn> &path,
                                const QHash<QByteArray, QByteArray> &bytes, bool asFiles)
{
    QList<WireMessage> messages;
    if (const QString trimmed = instructions.trimmed(); !trimmed.isEmpty())
        messages.append({.role = WireRole::System, .text = trimmed});
    for (qsizetype i = 0; i < path.size(); ++i) {
        const Turn &turn = path.at(i);
        if (turn.role == TurnRole::User)
            messages.append(userMessage(turn, bytes, asFiles));
        else
            messages += AnswerMessages(turn, i == path.size() - 1).messages();
    }
    return messages;
}

} // namespace tabletalk
