// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "importer.h"

#include "importerror.h"
#include "importreader.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonParseError>

namespace tabletalk {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tabletalk::Transfer", text);
}

void readOurs(const QJsonObject &conversation, const NextId &nextId, ImportedConversations &report)
{
    QString problem;
    const auto tree = treeFromJson(conversation, nextId, problem);
    const QString title = conversation.value(QStringLiteral("title")).toString();
    if (!tree) {
        addProblem(report, title, problem);
        return;
    }
    report.trees.append(*tree);
    if (const QString folder = folderFromJson(conversation); !folder.isEmpty())
        report.folders.insert(tree->conversation.id, folder);
    report.attachments.insert(attachmentsFromJson(conversation));
    for (const Attachment &attachment : attachmentsOf(tree->turns)) {
        if (!report.attachments.contains(attachment.sha256))
            addProblem(report, title, tr("The content of \"%1\" is not in it.").arg(attachment.name));
    }
}

std::optional<ImportFormat> formatOf(const QJsonObject &conversation)
{
    if (conversation.contains(QStringLiteral("mapping")))
        return ImportFormat::ChatGpt;
    if (conversation.contains(QStringLiteral("chat_messages")))
        return ImportFormat::Claude;
    if (conversation.value(QStringLiteral("chat")).toObject().contains(QStringLiteral("history")))
        return ImportFormat::OpenWebUi;
    const QJsonArray messages = conversation.value(QStringLiteral("messages")).toArray();
    if (messages.isEmpty())
        return std::nullopt;
    const QJsonObject first = messages.first().toObject();
    if (first.contains(QStringLiteral("messageId")))
        return ImportFormat::LibreChat;
    if (first.contains(QStringLiteral("role")))
        return ImportFormat::MessageArray;
    return std::nullopt;
}

void readOne(const QJsonObject &conversation, const NextId &nextId, ImportedConversations &report)
{
    const std::optional<ImportFormat> format = formatOf(conversation);
    if (!format) {
        addProblem(report, conversation.value(QStringLiteral("title")).toString(),
                   tr("This is in no format that is known here."));
        return;
    }
    report.format = *format;
    switch (*format) {
    case ImportFormat::Tabletalk:
        break; // is not told apart here
    case ImportFormat::ChatGpt:
        readChatGpt(conversation, nextId, report);
        break;
    case ImportFormat::Claude:
        readClaude(conversation, nextId, report);
        break;
    case ImportFormat::OpenWebUi:
        readOpenWebUi(conversation, nextId, report);
        break;
    case ImportFormat::LibreChat:
        readLibreChat(conversation, nextId, report);
        break;
    case ImportFormat::MessageArray:
        readMessageArray(conversation.value(QStringLiteral("messages")).toArray(), nextId, report);
        break;
    }
}

} // namespace

Result<ImportedConversations> importConversations(const QByteArray &file, const NextId &nextId)
{
    QJsonParseError failure;
    const QJsonDocument document = QJsonDocument::fromJson(file, &failure);
    if (document.isNull()) {
        return notReadable(tr("The file is no JSON, or only a part of it. Export the conversations again and "
                              "choose the .json file of the export."),
                           failure.errorString());
    }
    ImportedConversations report;
    const QJsonObject whole = document.object();
    if (whole.value(QStringLiteral("format")) == QLatin1String("tabletalk-conversations")) {
        if (whole.value(QStringLiteral("version")).toInt() > 1) {
            return notReadable(tr("The file was written by a newer Tabletalk. Install the newer version to "
                                  "import it."),
                               {});
        }
        for (const QJsonValue item : whole.value(QStringLiteral("conversations")).toArray())
            readOurs(item.toObject(), nextId, report);
    } else if (document.isObject()) {
        readOne(whole, nextId, report);
    } else if (const QJsonArray all = document.array();
               all.first().toObject().contains(QStringLiteral("role"))) {
        report.format = ImportFormat::MessageArray;
        readMessageArray(all, nextId, report);
    } else {
        for (const QJsonValue item : all)
            readOne(item.toObject(), nextId, report);
    }
    if (report.trees.isEmpty()) {
        return notReadable(
            tr("There is no conversation in this file that can be read here. Known are the exports of "
               "Tabletalk, ChatGPT, Claude, Open WebUI and LibreChat, and lists of messages."),
            report.problems.join(u'\n').left(500));
    }
    return report;
}

} // namespace tabletalk
