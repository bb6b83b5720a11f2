// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "appearancecontroller.h"
#include "outlinedstyle.h"

#include <QApplication>
#include <QCheckBox>
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
    void mendsAPaletteThatHidesWhatIsSaidInPassing();
    void outlinesAreSeenOnDarkGround();
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
    QTRY_VERIFY(qobject_cast<OutlinedStyle *>(QApplication::style()));
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

void TestAppearanceController::mendsAPaletteThatHidesWhatIsSaidInPassing()
{
    const QTemporaryDir dir;
    Settings settings(dir.filePath(QStringLiteral("settings.ini")));
    const AppearanceController controller(settings);
    const QPalette before = QApplication::palette();
    QPalette stark(Qt::white, Qt::black);
    stark.setColor(QPalette::Base, Qt::black);
    stark.setColor(QPalette::Text, Qt::white);
    stark.setColor(QPalette::PlaceholderText, Qt::black);
    QApplication::setPalette(stark);
    QTRY_VERIFY(contrast(QApplication::palette().color(QPalette::PlaceholderText), Qt::black) >= 4.5);
    QCOMPARE(QApplication::palette().color(QPalette::Text), QColor(Qt::white));
    QApplication::setPalette(before);
}

void TestAppearanceController::outlinesAreSeenOnDarkGround()
{
    const QTemporaryDir dir;
    Settings settings(dir.filePath(QStringLiteral("settings.ini")));
    const AppearanceController controller(settings);
    settings.set(settings::palette, int(PaletteChoice::Dark));
    QCheckBox box;
    box.resize(30, 30);
    const QImage image = box.grab().toImage();
    const QColor ground = image.pixelColor(image.width() - 1, 0);
    double most = 1;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            most = std::max(most, contrast(image.pixelColor(x, y), ground));
    }
    QVERIFY2(most >= 2.5, qPrintable(QString::number(most)));
    settings.set(settings::palette, int(PaletteChoice::System));
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
