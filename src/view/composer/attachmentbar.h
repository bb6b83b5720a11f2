// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "attachmentservice.h"

#include <QScrollArea>

#include <memory>
#include <vector>

class QHBoxLayout;
class QMimeData;

namespace tabletalk {

class AttachmentChip;

//! The attachments of the message that is being written, a chip each in one row that scrolls; hidden while
//! there are none. Takes files and pictures from wherever they come, and says why it does not.
class AttachmentBar : public QScrollArea {
    Q_OBJECT
public:
    //! `service` outlives it.
    explicit AttachmentBar(AttachmentService &service, QWidget *parent = nullptr);
    ~AttachmentBar() override;

    //! Whether something pasted or dropped is files or a picture, rather than text.
    static bool canTake(const QMimeData &mime);
    void take(const QMimeData &mime);
    void addFiles(const QStringList &paths);
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

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Entry;

    void add(const QString &name, const QFuture<Result<Attachment>> &reading);
    Entry &append(const QString &name);
    void show(Entry &entry, const Attachment &attachment);
    void remove(AttachmentChip *chip);
    Entry *entryOf(AttachmentChip *chip);
    void refuse(const QString &reason);
    void noteChange();

    AttachmentService &m_service;
    QHBoxLayout *m_row;
    std::vector<std::unique_ptr<Entry>> m_entries;
    QStringList m_refusals; //!< since the last time that something was added
};

} // namespace tabletalk
