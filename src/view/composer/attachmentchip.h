// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "attachment.h"

#include <QFrame>

class QLabel;
class QToolButton;

namespace tabletalk {

class ElidedLabel;

//! One attachment above the message box: a small picture or a sign for a document, its name, what it is
//! and about what it costs, and a button that removes it. Reading until setAttachment().
class AttachmentChip : public QFrame {
    Q_OBJECT
public:
    explicit AttachmentChip(const QString &name, QWidget *parent = nullptr);

    void setAttachment(const Attachment &attachment);
    void setThumbnail(const QImage &picture);
    //! The device pixels a thumbnail needs at most, in each direction.
    int thumbnailSize() const;
    void focusRemove();

signals:
    void removeRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QLabel *m_icon;
    ElidedLabel *m_name;
    QLabel *m_details;
    QToolButton *m_remove;
};

} // namespace tabletalk
