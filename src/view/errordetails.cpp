// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "errordetails.h"

#include "error.h"

#include <QMessageBox>
#include <QTextDocument>

namespace tabletalk {

void showErrorDetails(const Error &error, QWidget *parent)
{
    auto *box = new QMessageBox(parent);
    box->setObjectName(QStringLiteral("errorDetailsBox"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(QMessageBox::tr("Details"));
    box->setStandardButtons(QMessageBox::Close);
    box->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    box->setTextFormat(Qt::PlainText);
    box->setText(error.userText);
    // What a server says is text, never markup.
    box->setInformativeText(Qt::convertFromPlainText(error.detail, Qt::WhiteSpaceNormal));
    box->open();
}

} // namespace tabletalk
