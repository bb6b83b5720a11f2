// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "steprow.h"

#include <QJsonDocument>

namespace tabletalk {

namespace {

QString toText(const QJsonDocument &document)
{
    return QString::fromUtf8(document.toJson(QJsonDocument::Compact));
}

QJsonDocument fromText(const std::optional<QString> &text)
{
    return text ? QJsonDocument::fromJson(text->toUtf8()) : QJsonDocument();
}

void fill(StepRow &row, const ReasoningStep &step)
{
    row.text = step.text;
    row.durationMs = step.durationMs;
    if (!step.details.isEmpty())
        row.details = toText(QJsonDocument(step.details));
}

void fill(StepRow &row, const TextStep &step)
{
    row.text = step.text;
}

void fill(StepRow &row, const ToolCallStep &step)
{
    row.text = step.arguments;
    row.callId = step.callId;
    row.name = step.name;
}

void fill(StepRow &row, const ToolResultStep &step)
{
    row.text = step.content;
    row.callId = step.callId;
    if (step.query)
        row.details = toText(QJsonDocument(toJson(*step.query)));
}

void fill(StepRow &row, const ChartStep &step)
{
    row.details = toText(QJsonDocument(step.specification));
}

void fill(StepRow &row, const AnnotationsStep &step)
{
    row.details = toText(QJsonDocument(step.annotations));
}

void fill(StepRow &row, const PictureStep &step)
{
    row.name = step.mediaType;
    row.details = QString::fromLatin1(step.bytes.toBase64()); // not in `text`, which the search reads
}

void fill(StepRow &row, const AttachmentStep &step)
{
    const Attachment &attachment = step.attachment;
    row.text = attachment.text;
    row.name = attachment.name;
    QJsonObject details{{QStringLiteral("mediaType"), attachment.mediaType},
                        {QStringLiteral("size"), attachment.size},
                        {QStringLiteral("sha256"), QString::fromLatin1(attachment.sha256)}};
    if (attachment.pages > 0)
        details.insert(QStringLiteral("pages"), attachment.pages);
    if (attachment.pixels.isValid()) {
        details.insert(QStringLiteral("width"), attachment.pixels.width());
        details.insert(QStringLiteral("height"), attachment.pixels.height());
    }
    if (attachment.table)
        details.insert(QStringLiteral("table"), toJson(*attachment.table));
    row.details = toText(QJsonDocument(details));
}

Attachment attachmentOf(const StepRow &row)
{
    const QJsonObject details = fromText(row.details).object();
    Attachment attachment;
    attachment.text = row.text;
    attachment.name = row.name.value_or(QString());
    attachment.mediaType = details[u"mediaType"].toString();
    attachment.size = details[u"size"].toInteger();
    attachment.sha256 = details[u"sha256"].toString().toLatin1();
    attachment.pages = details[u"pages"].toInt();
    if (details.contains(u"width"))
        attachment.pixels = {details[u"width"].toInt(), details[u"height"].toInt()};
    if (details.contains(u"table"))
        attachment.table = attachedTableFrom(details[u"table"].toObject());
    return attachment;
}

void fill(StepRow &row, const SendingStep &step)
{
    row.details = toText(QJsonDocument(QJsonObject{
        {QStringLiteral("leftOutTurns"), step.leftOutTurns},
        {QStringLiteral("documentsAsFiles"), step.documentsAsFiles},
    }));
}

//! The index of a kind of step in the variant, which is its number on disk.
template <class Content>
const int kKindOf = int(StepContent(Content{}).index());

std::optional<StepContent> contentOf(const StepRow &row)
{
    if (row.kind == kKindOf<ReasoningStep>)
        return ReasoningStep{row.text, fromText(row.details).array(), row.durationMs.value_or(0)};
    if (row.kind == kKindOf<TextStep>)
        return TextStep{row.text};
    if (row.kind == kKindOf<ToolCallStep>)
        return ToolCallStep{row.callId.value_or(QString()), row.name.value_or(QString()), row.text};
    if (row.kind == kKindOf<ToolResultStep>) {
        ToolResultStep step{row.callId.value_or(QString()), row.text, {}};
        if (row.details)
            step.query = queryRecordFrom(fromText(row.details).object());
        return step;
    }
    if (row.kind == kKindOf<ChartStep>)
        return ChartStep{fromText(row.details).object()};
    if (row.kind == kKindOf<AnnotationsStep>)
        return AnnotationsStep{fromText(row.details).array()};
    if (row.kind == kKindOf<PictureStep>) {
        return PictureStep{row.name.value_or(QString()),
                           QByteArray::fromBase64(row.details.value_or(QString()).toLatin1())};
    }
    if (row.kind == kKindOf<AttachmentStep>)
        return AttachmentStep{attachmentOf(row)};
    if (row.kind == kKindOf<SendingStep>) {
        const QJsonObject details = fromText(row.details).object();
        return SendingStep{details[u"leftOutTurns"].toInt(), details[u"documentsAsFiles"].toBool()};
    }
    return std::nullopt;
}

} // namespace

StepRow toRow(const Step &step)
{
    StepRow row;
    row.kind = int(step.content.index());
    row.progress = step.progress;
    std::visit([&row](const auto &content) { fill(row, content); }, step.content);
    return row;
}

std::optional<Step> fromRow(const StepRow &row)
{
    const std::optional<StepContent> content = contentOf(row);
    if (!content || row.progress < Progress::Complete || row.progress > Progress::Failed)
        return std::nullopt;
    return Step{*content, row.progress};
}

} // namespace tabletalk
