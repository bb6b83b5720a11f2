// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shortcutsdialog.h"

#include "symbolicicon.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QPushButton>
#include <QScrollBar>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace tabletalk {

ShortcutsDialog::ShortcutsDialog(const QList<QAction *> &actions, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    auto *list = new QTreeWidget(this);
    list->setAccessibleName(tr("Keyboard shortcuts"));
    list->setHeaderLabels({tr("Does"), tr("Keys")});
    list->setRootIsDecorated(false);
    list->setAlternatingRowColors(true);
    const auto addRow = [list](const QString &what, const QString &keys) {
        new QTreeWidgetItem(list, QStringList{what, keys});
    };
    addRow(tr("Send the message"), tr("Enter or Ctrl+Enter"));
    addRow(tr("New line in the message"), tr("Shift+Enter"));
    addRow(tr("Edit your last message"), tr("Up in the empty message box"));
    addRow(tr("Save an edit"), tr("Ctrl+S"));
    addRow(tr("Save an edit and ask it"), tr("Ctrl+Enter"));
    for (const QAction *action : actions) {
        QStringList keys;
        for (const QKeySequence &sequence : action->shortcuts())
            keys.append(sequence.toString(QKeySequence::NativeText));
        if (!keys.isEmpty())
            addRow(action->text(), keys.join(tr(" or ")));
    }
    addRow(tr("Delete a conversation in the list"),
           QKeySequence(Qt::Key_Delete).toString(QKeySequence::NativeText));
    addRow(tr("Delete the message with what follows it, in the conversation"),
           QKeySequence(Qt::Key_Delete).toString(QKeySequence::NativeText));
    addRow(tr("Earlier or later message, in the conversation"), tr("Up or Down"));
    addRow(tr("What can be done with the message"), tr("Enter"));
    addRow(tr("Move through the text, with Shift to select"),
           tr("Left, Right, Home, End, with Ctrl by words"));
    addRow(tr("Select by lines, paragraphs or messages"),
           tr("Shift, Ctrl+Shift or Alt+Shift with Up or Down"));
    addRow(tr("Select and copy everything"), tr("Ctrl+A, Ctrl+C"));
    list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setIcon(symbolicIcon(QStringLiteral("close")));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(list);
    layout->addWidget(buttons);

    list->header()->resizeSections(QHeaderView::ResizeToContents);
    const QMargins margins = layout->contentsMargins();
    const int beside = 2 * list->frameWidth() + list->verticalScrollBar()->sizeHint().width();
    resize(list->header()->length() + beside + margins.left() + margins.right(),
           fontMetrics().lineSpacing() * 26);
}

} // namespace tabletalk
