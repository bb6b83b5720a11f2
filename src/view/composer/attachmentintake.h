// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QString>

class QMimeData;
class QToolButton;

namespace tabletalk {

class AttachmentBar;
class MessageEdit;

//! What becomes of things pasted and dropped into a box to write in: files, pictures, cells and long texts
//! become attachments, text that looks like a table is offered as one, and a click makes text of them again.
//! Undo takes each of these back.
class AttachmentIntake : public QObject {
    Q_OBJECT
public:
    //! All outlive it. `tableOffer` is shown while there is a table to offer.
    AttachmentIntake(MessageEdit &edit, AttachmentBar &bar, QToolButton &tableOffer, QObject *parent);

    void take(const QMimeData &mime);

    //! The button that offers a table, for a layout.
    static QToolButton *makeOffer(QWidget *parent);

private:
    void takeLongText(const QString &text);
    void offerTable(const QString &text);
    void takeOfferedTable();
    void insertText(const QString &text);

    MessageEdit &m_edit;
    AttachmentBar &m_bar;
    QToolButton &m_tableOffer;
    QString m_offeredTable; //!< as it stands in the box
};

} // namespace tabletalk
