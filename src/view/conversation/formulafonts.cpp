// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/formulafonts.h"

#include <cmath>

namespace tabletalk {

QRawFont FormulaFonts::font(int face, double size)
{
    constexpr qsizetype kMostSizes = 200; // scripts in every size of text there is
    const QPair<int, int> key{face, int(std::lround(size * 4))};
    if (const auto known = m_sized.constFind(key); known != m_sized.constEnd())
        return *known;
    if (!m_faces.contains(face)) {
        const QString file =
            QStringLiteral("%1/KaTeX_%2.ttf").arg(m_folder, QLatin1String(kFormulaFaces[size_t(face)]));
        // Hinted glyphs would not stand where the formula wants them.
        m_faces.insert(face, QRawFont(file, size, QFont::PreferNoHinting));
    }
    QRawFont sized = m_faces.value(face);
    if (!sized.isValid())
        return sized;
    sized.setPixelSize(key.second / 4.0);
    if (m_sized.size() >= kMostSizes)
        m_sized.clear();
    m_sized.insert(key, sized);
    return sized;
}

} // namespace tabletalk
