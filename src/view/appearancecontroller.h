// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "settings.h"

#include <QFont>
#include <QObject>
#include <QPalette>

namespace tabletalk {

//! The font sizes that can be chosen, in points.
inline constexpr int kSmallestFont = 7;
inline constexpr int kLargestFont = 32;

//! The light or the dark palette that is used when a person asks for one; both for the Fusion style.
QPalette lightPalette();
QPalette darkPalette();

//! Applies the palette and font size of the settings to the whole application, now and when they change.
//! Touches neither style, palette nor font as long as the desktop's are wanted, but to make visible what its
//! palette would hide. Make it before any window.
class AppearanceController : public QObject {
    Q_OBJECT
public:
    //! `settings` outlives this object.
    explicit AppearanceController(Settings &settings, QObject *parent = nullptr);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void mendPalette();
    void applyPalette();
    void applyFont();

    Settings &m_settings;
    QString m_desktopStyle;
    QFont m_desktopFont;
    bool m_paletteForced = false;
    bool m_fontForced = false;
    bool m_isMending = false;
};

} // namespace tabletalk
