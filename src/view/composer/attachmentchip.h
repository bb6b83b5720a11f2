// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "attachment.h"

#include <QFrame>
#include <QTimer>

class QLabel;
class QProgressBar;
class QToolButton;

namespace tabletalk {

class ElidedLabel;

//! One attachment above the message box: a small picture or a sign for a document, its name, what it is
//! and about what it costs, and a button that removes it. Of a table also what of it leaves this computer,
//! a button that shows it, and one that makes text of it again. Reading until setAttachment(); a reading
//! of more than half a second is seen, and removing the chip gives it up.
class AttachmentChip : public QFrame {
    Q_OBJECT
public:
    explicit AttachmentChip(const QString &name, QWidget *parent = nullptr);

    void setReading();
    void setAttachment(const Attachment &attachment);
    void setThumbnail(const QImage &picture);
    //! The device pixels a thumbnail needs at most, in each direction.
    int thumbnailSize() const;
    void focusRemove();
    //! Whether it is a table that can be looked at, and whether it can be turned back to text.
    void setTextActions(bool canPreview, bool canBeText);

signals:
    void previewRequested();
    void textRequested();
    void removeRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QLabel *m_icon;
    ElidedLabel *m_name;
    QLabel *m_details;
    QToolButton *m_preview;
    QToolButton *m_asText;
    QToolButton *m_remove;
    QProgressBar *m_progress;
    QTimer m_patience;
};

} // namespace tabletalk
