// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "statuslabel.h"

namespace tabletalk {

StatusLabel::StatusLabel(QWidget *parent)
    : QLabel(parent)
{
    setAccessibleName(tr("Status"));
    setTextFormat(Qt::PlainText);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setWordWrap(true);
    hide();
}

void StatusLabel::say(const QString &text)
{
    setText(text);
    setAccessibleDescription(text);
    setVisible(!text.isEmpty());
}

} // namespace tabletalk
