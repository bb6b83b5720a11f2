// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "attachmentservice.h"

#include <QPointer>
#include <QScrollArea>

#include <memory>
#include <optional>
#include <vector>

class QHBoxLayout;
class QMimeData;

namespace tabletalk {

class AttachmentChip;
class TableService;
struct PastedTable;

//! The attachments of the message that is being written, a chip each in one row that scrolls; hidden while
//! there are none. Takes files and pictures from wherever they come, and says why it does not.
class AttachmentBar : public QScrollArea {
    Q_OBJECT
public:
    //! Both outlive it. Without a service for tables, these cannot be looked at.
    explicit AttachmentBar(AttachmentService &service, TableService *tables = nullptr,
                           QWidget *parent = nullptr);
    ~AttachmentBar() override;

    //! Whether something pasted or dropped is files, a picture or a table, rather than text.
    static bool canTake(const QMimeData &mime);
    //! What was added; it goes when it is removed.
    QList<QPointer<AttachmentChip>> take(const QMimeData &mime);
    QList<QPointer<AttachmentChip>> addFiles(const QStringList &paths);
    //! Null where there are too many attachments already; then the text is offered.
    AttachmentChip *addTable(const PastedTable &table);
    //! A text that is too long for the box.
    AttachmentChip *addText(const QString &text);
    void remove(AttachmentChip *chip);
    //! One that was removed, with the text it was made of.
    struct Removed {
        std::optional<Attachment> attachment; //!< none where it had not been read yet
        QString text;
    };
    const Removed &lastRemoved() const { return m_lastRemoved; }
    void addAgain(const Removed &removed);
    //! Where the bytes of what is added from now on are kept.
    void setKeeping(Keeping keeping) { m_keeping = keeping; }
    //! Shows these instead, which were read before.
    void setAttachments(const QList<Attachment> &attachments);

    //! Those that have been read.
    QList<Attachment> attachments() const;
    bool isReading() const;
    bool isEmpty() const { return m_entries.empty(); }

signals:
    void changed();
    //! A sentence for each that was not taken.
    void refused(const QString &reasons);
    //! What was a table or a long text is to be text of the message instead.
    void textOffered(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Entry;

    Entry &add(const QString &name, const QFuture<Result<Attachment>> &reading);
    void read(Entry &entry, const QFuture<Result<Attachment>> &reading);
    void preview(AttachmentChip *chip);
    void makeText(AttachmentChip *chip);
    Entry &append(const QString &name);
    void show(Entry &entry, const Attachment &attachment);
    Entry *entryOf(AttachmentChip *chip);
    void refuse(const QString &reason);
    void noteChange();
    void adjustHeight();

    AttachmentService &m_service;
    TableService *m_tables;
    QHBoxLayout *m_row;
    std::vector<std::unique_ptr<Entry>> m_entries;
    Keeping m_keeping = Keeping::OnDisk;
    Removed m_lastRemoved;
    QStringList m_refusals; //!< since the last time that something was added
};

} // namespace tabletalk
