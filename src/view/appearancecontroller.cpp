// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "appearancecontroller.h"

#include "outlinedstyle.h"
#include "readablecolour.h"

#include <QApplication>
#include <QEvent>
#include <QScopedValueRollback>
#include <QStyle>

namespace tabletalk {

namespace {

struct Colors {
    QRgb window, base, alternateBase, text, button, mid, dark, light, highlight, highlightedText, link,
        linkVisited, toolTip, placeholder, disabled;
};

constexpr Colors kLight{.window = 0xfff6f5f4,
                        .base = 0xffffffff,
                        .alternateBase = 0xfff0efed,
                        .text = 0xff1f2328,
                        .button = 0xfff1f0ee,
                        .mid = 0xffc4c1bc,
                        .dark = 0xff9a9690,
                        .light = 0xffffffff,
                        .highlight = 0xff2563b8,
                        .highlightedText = 0xffffffff,
                        .link = 0xff1f5fb0,
                        .linkVisited = 0xff6a4a9c,
                        .toolTip = 0xffffffff,
                        .placeholder = 0xff65696f,
                        .disabled = 0xff9b9ea3};
constexpr Colors kDark{.window = 0xff23262a,
                       .base = 0xff1b1d20,
                       .alternateBase = 0xff26292d,
                       .text = 0xffe6e6e3,
                       .button = 0xff2e3237,
                       .mid = 0xff45494f,
                       .dark = 0xff17191b,
                       .light = 0xff4a4f56,
                       .highlight = 0xff3d74c4,
                       .highlightedText = 0xffffffff,
                       .link = 0xff7fb0f0,
                       .linkVisited = 0xffb79be6,
                       .toolTip = 0xff33373c,
                       .placeholder = 0xffa0a4a9,
                       .disabled = 0xff74787e};

QPalette paletteOf(const Colors &colors)
{
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, QRgb color) {
        palette.setColor(QPalette::All, role, QColor(color));
    };
    set(QPalette::Window, colors.window);
    set(QPalette::WindowText, colors.text);
    set(QPalette::Base, colors.base);
    set(QPalette::AlternateBase, colors.alternateBase);
    set(QPalette::Text, colors.text);
    set(QPalette::BrightText, colors.highlightedText);
    set(QPalette::Button, colors.button);
    set(QPalette::ButtonText, colors.text);
    set(QPalette::Light, colors.light);
    set(QPalette::Midlight, colors.button);
    set(QPalette::Mid, colors.mid);
    set(QPalette::Dark, colors.dark);
    set(QPalette::Shadow, 0xff000000);
    set(QPalette::Highlight, colors.highlight);
    set(QPalette::HighlightedText, colors.highlightedText);
    set(QPalette::Link, colors.link);
    set(QPalette::LinkVisited, colors.linkVisited);
    set(QPalette::ToolTipBase, colors.toolTip);
    set(QPalette::ToolTipText, colors.text);
    set(QPalette::PlaceholderText, colors.placeholder);
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText})
        palette.setColor(QPalette::Disabled, role, QColor(colors.disabled));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor(colors.mid));
    return palette;
}

bool isOutlined()
{
    return qobject_cast<OutlinedStyle *>(QApplication::style()) != nullptr;
}

//! Of the style beneath our own.
QString styleName()
{
    return isOutlined() ? QStringLiteral("fusion") : QApplication::style()->name();
}

} // namespace

QPalette lightPalette()
{
    return paletteOf(kLight);
}

QPalette darkPalette()
{
    return paletteOf(kDark);
}

AppearanceController::AppearanceController(Settings &settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_desktopStyle(styleName())
    , m_desktopFont(QApplication::font())
{
    applyPalette();
    mendPalette();
    applyFont();
    QCoreApplication::instance()->installEventFilter(this);
    connect(&m_settings, &Settings::changed, this, [this](QLatin1String key) {
        if (key == QLatin1String(settings::palette.key))
            applyPalette();
        else if (key == QLatin1String(settings::fontPointSize.key))
            applyFont();
    });
}

void AppearanceController::applyPalette()
{
    const auto choice = PaletteChoice(m_settings.value(settings::palette));
    const bool force = choice == PaletteChoice::Light || choice == PaletteChoice::Dark;
    if (!force && !m_paletteForced)
        return;
    // A desktop's own style may paint with its own colours; Fusion takes ours.
    const QString style = force ? QStringLiteral("fusion") : m_desktopStyle;
    if (styleName() != style)
        QApplication::setStyle(style);
    if (force)
        QApplication::setPalette(choice == PaletteChoice::Dark ? darkPalette() : lightPalette());
    else
        QApplication::setPalette(QPalette());
    m_paletteForced = force;
}

bool AppearanceController::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ApplicationPaletteChange && watched == QCoreApplication::instance())
        mendPalette();
    return QObject::eventFilter(watched, event);
}

//! Some desktops, those of high contrast among them, leave the colour of what is said in passing as it was
//! for another ground; and Fusion's outlines cannot be seen on a dark one.
void AppearanceController::mendPalette()
{
    if (m_isMending)
        return;
    const QScopedValueRollback mending(m_isMending, true);
    const QPalette palette = QApplication::palette();
    const QColor base = palette.color(QPalette::Base);
    const QColor text = palette.color(QPalette::Text);
    const QColor placeholder = palette.color(QPalette::PlaceholderText);
    if (contrast(mixed(base, placeholder, placeholder.alphaF()), base) < kSeen) {
        QPalette mended = palette;
        mended.setColor(QPalette::PlaceholderText, readable(mixed(text, base, 0.4), base, text));
        QApplication::setPalette(mended);
    }
    const bool isDark = luminance(palette.color(QPalette::Window)) < luminance(text);
    if (isDark && !isOutlined() && styleName() == QStringLiteral("fusion"))
        QApplication::setStyle(new OutlinedStyle); // the application owns it
}

void AppearanceController::applyFont()
{
    const int pointSize = m_settings.value(settings::fontPointSize);
    const bool force = pointSize >= kSmallestFont && pointSize <= kLargestFont;
    if (!force && !m_fontForced)
        return;
    QFont font = m_desktopFont;
    if (force)
        font.setPointSize(pointSize);
    QApplication::setFont(font);
    m_fontForced = force;
}

} // namespace tabletalk
