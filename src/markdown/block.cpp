// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "block.h"

namespace tabletalk {

QString Block::plainText() const
{
    QString plain = text;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        if (i > 0)
            plain += u'\t';
        plain += cells[i].text;
    }
    plain.replace(QChar::LineSeparator, u'\n');
    return plain;
}

} // namespace tabletalk
