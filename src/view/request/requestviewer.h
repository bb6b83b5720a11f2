// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nextrequest.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace tabletalk {

class RequestWriter;

//! Shows the body of a request exactly as it would be sent, to be read, copied and saved. Long parts are
//! shortened on the screen and nowhere else. Not modal; shows what was true when it was opened.
class RequestViewer : public QDialog {
    Q_OBJECT
public:
    //! `writer` outlives it. Begins to write.
    RequestViewer(const RequestWriter &writer, const NextRequest::Preview &preview,
                  QWidget *parent = nullptr);

private:
    struct Written {
        QByteArray body;
        QString exact; //!< for the screen
        QString indented; //!< for the screen
        bool isShortened = false;
    };
    static Written write(const RequestWriter &writer, const CompletionRequest &request);
    void showBody();

    Written m_written;
    QLabel *m_head;
    QLabel *m_note;
    QPlainTextEdit *m_text;
    QCheckBox *m_indent;
    QPushButton *m_copy;
    QPushButton *m_save;
};

} // namespace tabletalk
