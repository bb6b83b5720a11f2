// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "appearancecontroller.h"

#include <QApplication>
#include <QStyle>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace tabletalk;

class TestAppearanceController : public QObject {
    Q_OBJECT
private slots:
    void touchesNothingByDefault();
    void appliesAndReturnsToTheDesktop();
    void ignoresNonsense();
    void hasReadablePalettes_data();
    void hasReadablePalettes();
};

namespace {

//! WCAG relative luminance.
double luminance(const QColor &color)
{
    const auto linear = [](double c) {
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double one = luminance(a) + 0.05;
    const double other = luminance(b) + 0.05;
    return std::max(one, other) / std::min(one, other);
}

} // namespace

void TestAppearanceController::touchesNothingByDefault()
{
    const QTemporaryDir dir;
    Settings settings(dir.filePath(QStringLiteral("settings.ini")));
    const QStyle *style = QApplication::style();
    const QPalette palette = QApplication::palette();
    const QFont font = QApplication::font();
    const AppearanceController controller(settings);
    QCOMPARE(QApplication::style(), style);
    QCOMPARE(QApplication::palette(), palette);
    QCOMPARE(QApplication::font(), font);
}

void TestAppearanceController::appliesAndReturnsToTheDesktop()
{
    const QTemporaryDir dir;
    Settings settings(dir.filePath(QStringLiteral("settings.ini")));
    const QColor desktopWindow = QApplication::palette().color(QPalette::Window);
    const int desktopSize = QApplication::font().pointSize();
    const AppearanceController controller(settings);

    settings.set(settings::palette, int(PaletteChoice::Dark));
    QCOMPARE(QApplication::palette().color(QPalette::Window), darkPalette().color(QPalette::Window));
    QCOMPARE(QApplication::style()->name(), QStringLiteral("fusion"));
    settings.set(settings::palette, int(PaletteChoice::Light));
    QCOMPARE(QApplication::palette().color(QPalette::Window), lightPalette().color(QPalette::Window));
    settings.set(settings::palette, int(PaletteChoice::System));
    QCOMPARE(QApplication::palette().color(QPalette::Window), desktopWindow);

    settings.set(settings::fontPointSize, 20);
    QCOMPARE(QApplication::font().pointSize(), 20);
    settings.set(settings::fontPointSize, 0);
    QCOMPARE(QApplication::font().pointSize(), desktopSize);
}

void TestAppearanceController::ignoresNonsense()
{
    const QTemporaryDir dir;
    Settings settings(dir.filePath(QStringLiteral("settings.ini")));
    settings.set(settings::palette, 99);
    settings.set(settings::fontPointSize, 100000);
    const QFont font = QApplication::font();
    const AppearanceController controller(settings);
    QCOMPARE(QApplication::font(), font);
}

void TestAppearanceController::hasReadablePalettes_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << lightPalette();
    QTest::newRow("dark") << darkPalette();
}

void TestAppearanceController::hasReadablePalettes()
{
    constexpr double kReadable = 4.5; // WCAG AA
    QFETCH(const QPalette, palette);
    const std::pair<QPalette::ColorRole, QPalette::ColorRole> pairs[] = {
        {QPalette::WindowText, QPalette::Window},
        {QPalette::Text, QPalette::Base},
        {QPalette::Text, QPalette::AlternateBase},
        {QPalette::ButtonText, QPalette::Button},
        {QPalette::HighlightedText, QPalette::Highlight},
        {QPalette::Link, QPalette::Base},
        {QPalette::Link, QPalette::Window},
        {QPalette::LinkVisited, QPalette::Base},
        {QPalette::PlaceholderText, QPalette::Base},
        {QPalette::PlaceholderText, QPalette::Window},
        {QPalette::ToolTipText, QPalette::ToolTipBase}};
    for (const auto &[text, ground] : pairs) {
        const double measured = contrast(palette.color(text), palette.color(ground));
        QVERIFY2(measured >= kReadable,
                 qPrintable(QStringLiteral("%1 on %2: %3").arg(text).arg(ground).arg(measured)));
    }
}

QTEST_MAIN(TestAppearanceController)
#include "tst_appearancecontroller.moc"
