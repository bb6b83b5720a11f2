// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "placedformula.h"

#include <QHash>
#include <QRawFont>

namespace tabletalk {

//! The fonts of KaTeX, read from their files when a glyph of theirs is painted first. They are not added
//! to the program's fonts.
class FormulaFonts {
public:
    explicit FormulaFonts(const QString &folder)
        : m_folder(folder)
    {
    }

    //! `face` is an index in kFormulaFaces, `size` pixels. Invalid where the file is missing.
    QRawFont font(int face, double size);

private:
    QString m_folder;
    QHash<int, QRawFont> m_faces;
    QHash<QPair<int, int>, QRawFont> m_sized; // by face and quarters of a pixel
};

} // namespace tabletalk
