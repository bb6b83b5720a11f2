// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exporter.h"

#include "shownpath.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDateTime>
#include <QIODevice>
#include <QJsonDocument>
#include <QTimeZone>

namespace tabletalk {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tabletalk::Transfer", text);
}

QString timeText(qint64 milliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC).toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

//! A fence that the text does not contain.
QString fenced(const QString &text, const QString &language)
{
    QString fence = QStringLiteral("```");
    while (text.contains(fence))
        fence += u'`';
    return fence + language + u'\n' + text + (text.endsWith(u'\n') ? QString() : QStringLiteral("\n"))
           + fence;
}

QString stepMarkdown(const Step &step)
{
    if (const auto *reasoning = std::get_if<ReasoningStep>(&step.content)) {
        if (reasoning->text.isEmpty())
            return {};
        return QStringLiteral("<details><summary>%1</summary>\n\n%2\n\n</details>")
            .arg(tr("Reasoning"), reasoning->text);
    }
    if (const auto *call = std::get_if<ToolCallStep>(&step.content))
        return u'*' + call->name + QStringLiteral("*\n\n") + fenced(call->arguments, QStringLiteral("json"));
    if (const auto *result = std::get_if<ToolResultStep>(&step.content))
        return fenced(result->content, {});
    if (const auto *chart = std::get_if<ChartStep>(&step.content))
        return fenced(QString::fromUtf8(QJsonDocument(chart->specification).toJson()),
                      QStringLiteral("json"));
    return shownText(step);
}

QString turnMarkdown(const Turn &turn)
{
    QString who = turn.role == TurnRole::User ? tr("You") : turn.model;
    if (who.isEmpty())
        who = tr("Answer");
    QStringList parts{QStringLiteral("## %1, %2").arg(who, timeText(turn.createdMs))};
    for (const Step &step : turn.steps) {
        if (const QString part = stepMarkdown(step); !part.isEmpty())
            parts.append(part);
    }
    if (turn.failure)
        parts.append(QStringLiteral("> ") + turn.failure->userText);
    return parts.join(QStringLiteral("\n\n"));
}

} // namespace

JsonExport::JsonExport(QIODevice &device, const QList<Folder> &folders)
    : m_device(device)
{
    for (const Folder &folder : folders)
        m_folders.insert(folder.id, folder.name);
    m_device.write("{\n\"format\": \"tabletalk-conversations\",\n\"version\": 1,\n\"conversations\": [\n");
}

void JsonExport::add(const ConversationTree &tree, const AttachmentBytes &attachments)
{
    if (!m_isFirst)
        m_device.write(",\n");
    m_isFirst = false;
    const QJsonObject json = toJson(tree, attachments, m_folders.value(tree.conversation.filing.folder));
    m_device.write(QJsonDocument(json).toJson(QJsonDocument::Indented).trimmed());
}

void JsonExport::finish()
{
    m_device.write("\n]\n}\n");
}

QByteArray exportJson(const QList<ConversationTree> &trees, const AttachmentBytes &attachments,
                      const QList<Folder> &folders)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    JsonExport json(buffer, folders);
    for (const ConversationTree &tree : trees)
        json.add(tree, attachments);
    json.finish();
    return buffer.data();
}

QString exportMarkdown(const ConversationTree &tree)
{
    const QString title = tree.conversation.title.simplified();
    QStringList parts{QStringLiteral("# ") + (title.isEmpty() ? tr("Conversation") : title)};
    if (!tree.conversation.instructions.isEmpty())
        parts.append(tr("Instructions:") + QStringLiteral("\n\n")
                     + fenced(tree.conversation.instructions, {}));
    for (const Turn *turn : shownPath(tree))
        parts.append(turnMarkdown(*turn));
    return parts.join(QStringLiteral("\n\n")) + u'\n';
}

} // namespace tabletalk
