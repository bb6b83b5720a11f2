// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "composer/attachmentbar.h"

#include "composer/attachmentchip.h"
#include "composer/pastedtable.h"
#include "picturethumbnail.h"
#include "table/tableopening.h"
#include "whenfinished.h"

#include <QBuffer>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QImage>
#include <QMimeData>
#include <QScrollBar>
#include <QUrl>

#include <algorithm>

namespace tabletalk {

struct AttachmentBar::Entry {
    AttachmentChip *chip = nullptr;
    QFuture<Result<Attachment>> reading;
    std::optional<Attachment> attachment;
    QString text; //!< of a pasted table or text, as text
};

namespace {

QStringList localFiles(const QMimeData &data)
{
    QStringList files;
    for (const QUrl &url : data.urls()) {
        if (url.isLocalFile())
            files.append(url.toLocalFile());
    }
    return files;
}

//! The picture's file where the clipboard has it, else its pixels as one.
QByteArray pictureOf(const QMimeData &data)
{
    for (const char *type : {"image/png", "image/jpeg", "image/webp", "image/gif"}) {
        if (QByteArray bytes = data.data(QLatin1String(type)); !bytes.isEmpty())
            return bytes;
    }
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    const auto picture = data.imageData().value<QImage>();
    return !picture.isNull() && picture.save(&buffer, "png") ? bytes : QByteArray();
}

} // namespace

AttachmentBar::AttachmentBar(AttachmentService &service, TableService *tables, QWidget *parent)
    : QScrollArea(parent)
    , m_service(service)
    , m_tables(tables)
{
    setObjectName(QStringLiteral("attachmentBar"));
    setAccessibleName(tr("Attachments"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setWidgetResizable(true);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    auto *content = new QWidget;
    m_row = new QHBoxLayout(content);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(6);
    m_row->addStretch();
    setWidget(content);
    content->setAutoFillBackground(false); // which setWidget() had set
    content->installEventFilter(this);
    hide();
}

AttachmentBar::~AttachmentBar()
{
    for (const std::unique_ptr<Entry> &entry : m_entries)
        entry->reading.cancel();
}

bool AttachmentBar::canTake(const QMimeData &data)
{
    // A spreadsheet offers its cells as a picture, too; the cells are what is meant.
    return !localFiles(data).isEmpty() || (data.hasImage() && !data.hasText()) || holdsTable(data);
}

QList<QPointer<AttachmentChip>> AttachmentBar::take(const QMimeData &mime)
{
    const QStringList files = localFiles(mime);
    if (!files.isEmpty())
        return addFiles(files);
    m_refusals.clear();
    if (const std::optional<PastedTable> table = pastedTable(mime)) {
        AttachmentChip *chip = addTable(*table);
        return chip ? QList{QPointer(chip)} : QList<QPointer<AttachmentChip>>();
    }
    const QByteArray bytes = pictureOf(mime);
    if (bytes.isEmpty()) {
        refuse(tr("The picture in the clipboard cannot be read."));
        return {};
    }
    return {add(tr("Pasted picture"), m_service.addBytes(tr("Pasted picture"), bytes, m_keeping)).chip};
}

QList<QPointer<AttachmentChip>> AttachmentBar::addFiles(const QStringList &paths)
{
    m_refusals.clear();
    QList<QPointer<AttachmentChip>> added;
    for (const QString &path : paths) {
        if (int(m_entries.size()) >= kMostAttachments) {
            refuse(tr("At most %1 attachments go with a message; the others were left out.")
                       .arg(kMostAttachments));
            break;
        }
        added.append(add(QFileInfo(path).fileName(), m_service.addFile(path, m_keeping)).chip);
    }
    return added;
}

AttachmentChip *AttachmentBar::addTable(const PastedTable &table)
{
    m_refusals.clear();
    if (int(m_entries.size()) >= kMostAttachments) {
        m_lastRemoved = {};
        emit textOffered(table.text);
        return nullptr;
    }
    Entry &entry = add(table.order.name, m_service.addTable(table.order, table.bytes, m_keeping));
    entry.text = table.text;
    entry.chip->setTextActions(false, !table.text.isEmpty());
    return entry.chip;
}

AttachmentChip *AttachmentBar::addText(const QString &text)
{
    m_refusals.clear();
    if (int(m_entries.size()) >= kMostAttachments) {
        m_lastRemoved = {};
        emit textOffered(text);
        return nullptr;
    }
    Entry &entry = add(tr("Pasted text"), m_service.addBytes(tr("Pasted text"), text.toUtf8(), m_keeping));
    entry.text = text;
    entry.chip->setTextActions(false, true);
    return entry.chip;
}

void AttachmentBar::addAgain(const Removed &removed)
{
    if (!removed.attachment) {
        if (!removed.text.isEmpty())
            addText(removed.text);
        return;
    }
    Entry &entry = append(removed.attachment->name);
    entry.text = removed.text;
    show(entry, *removed.attachment);
    noteChange();
}

void AttachmentBar::setAttachments(const QList<Attachment> &attachments)
{
    for (const std::unique_ptr<Entry> &entry : m_entries) {
        entry->reading.cancel();
        entry->chip->deleteLater();
    }
    m_entries.clear();
    for (const Attachment &attachment : attachments)
        show(append(attachment.name), attachment);
    noteChange();
}

QList<Attachment> AttachmentBar::attachments() const
{
    QList<Attachment> all;
    for (const std::unique_ptr<Entry> &entry : m_entries) {
        if (entry->attachment)
            all.append(*entry->attachment);
    }
    return all;
}

bool AttachmentBar::isReading() const
{
    return std::any_of(m_entries.begin(), m_entries.end(),
                       [](const std::unique_ptr<Entry> &entry) { return !entry->attachment; });
}

AttachmentBar::Entry &AttachmentBar::add(const QString &name, const QFuture<Result<Attachment>> &reading)
{
    Entry &entry = append(name);
    read(entry, reading);
    return entry;
}

void AttachmentBar::read(Entry &entry, const QFuture<Result<Attachment>> &reading)
{
    entry.reading = reading;
    entry.attachment.reset();
    AttachmentChip *chip = entry.chip;
    chip->setReading();
    // The chip as receiver: what was removed is not heard of again.
    whenFinished(reading, chip, [this, chip](const Result<Attachment> &read) {
        Entry *waiting = entryOf(chip);
        if (!waiting)
            return;
        if (!read && !waiting->text.isEmpty()) {
            makeText(chip);
            return;
        }
        if (!read) {
            // First: what waits to be sent must not go when the chip does.
            refuse(read.error().userText);
            remove(chip);
            return;
        }
        show(*waiting, read.value());
        noteChange();
    });
    noteChange();
}

AttachmentBar::Entry &AttachmentBar::append(const QString &name)
{
    auto *chip = new AttachmentChip(name, widget());
    m_row->insertWidget(m_row->count() - 1, chip);
    connect(chip, &AttachmentChip::removeRequested, this, [this, chip] { remove(chip); });
    connect(chip, &AttachmentChip::previewRequested, this, [this, chip] { preview(chip); });
    connect(chip, &AttachmentChip::textRequested, this, [this, chip] { makeText(chip); });
    m_entries.push_back(std::make_unique<Entry>());
    m_entries.back()->chip = chip;
    chip->show();
    return *m_entries.back();
}

void AttachmentBar::show(Entry &entry, const Attachment &attachment)
{
    entry.attachment = attachment;
    AttachmentChip *chip = entry.chip;
    chip->setAttachment(attachment);
    chip->setTextActions(attachment.table && m_tables, !entry.text.isEmpty());
    if (!attachment.isPicture())
        return;
    whenFinished(m_service.bytes({attachment}), chip,
                 [chip, attachment](const Result<QHash<QByteArray, QByteArray>> &bytes) {
                     if (bytes)
                         chip->setThumbnail(
                             pictureThumbnail(bytes->value(attachment.sha256), chip->thumbnailSize()));
                 });
}

void AttachmentBar::preview(AttachmentChip *chip)
{
    const Entry *entry = entryOf(chip);
    if (!entry || !entry->attachment || !entry->attachment->table || !m_tables)
        return;
    const Attachment attachment = *entry->attachment;
    // The chip's: what is removed is not looked at any longer.
    const TablePreview *dialog = openTable(m_service, *m_tables, attachment, TablePreview::Use::Choose, chip);
    connect(dialog, &TablePreview::tableChosen, this, [this, chip, attachment](const TableOrder &order) {
        whenFinished(m_service.bytes({attachment}), chip,
                     [this, chip, attachment, order](const Result<QHash<QByteArray, QByteArray>> &bytes) {
                         Entry *chosen = entryOf(chip);
                         if (chosen && bytes)
                             read(*chosen,
                                  m_service.addTable(order, bytes->value(attachment.sha256), m_keeping));
                         else if (chosen)
                             refuse(bytes.error().userText);
                     });
    });
}

void AttachmentBar::makeText(AttachmentChip *chip)
{
    const Entry *entry = entryOf(chip);
    if (!entry)
        return;
    const QString text = entry->text;
    remove(chip);
    emit textOffered(text);
}

void AttachmentBar::remove(AttachmentChip *chip)
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [chip](const auto &entry) { return entry->chip == chip; });
    if (found == m_entries.end())
        return;
    const bool hadFocus = chip->isAncestorOf(focusWidget());
    m_lastRemoved = {(*found)->attachment, (*found)->text};
    (*found)->reading.cancel();
    chip->hide();
    chip->deleteLater();
    const auto next = m_entries.erase(found);
    if (hadFocus && next != m_entries.end())
        (*next)->chip->focusRemove();
    else if (hadFocus && parentWidget())
        parentWidget()->setFocus();
    noteChange();
}

AttachmentBar::Entry *AttachmentBar::entryOf(AttachmentChip *chip)
{
    for (const std::unique_ptr<Entry> &entry : m_entries) {
        if (entry->chip == chip)
            return entry.get();
    }
    return nullptr;
}

void AttachmentBar::refuse(const QString &reason)
{
    m_refusals.append(reason);
    emit refused(m_refusals.join(u'\n'));
}

void AttachmentBar::noteChange()
{
    setVisible(!m_entries.empty());
    emit changed();
}

bool AttachmentBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == widget() && (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize))
        adjustHeight();
    return QScrollArea::eventFilter(watched, event);
}

void AttachmentBar::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    adjustHeight();
}

void AttachmentBar::adjustHeight()
{
    // As high as the chips, and the scroll bar when there is one.
    const int bar = widget()->sizeHint().width() > width() ? horizontalScrollBar()->sizeHint().height() : 0;
    setFixedHeight(widget()->sizeHint().height() + bar);
}

} // namespace tabletalk
