// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "composer/parameterspanel.h"
#include "viewfixture.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace tabletalk;

class TestParametersPanel : public QObject {
    Q_OBJECT
private slots:
    void isUntouchedAtFirst();
    void reportsWhatIsTouched();
    void resetsEachByItself();
    void showsWhatItIsGivenWithoutReporting();
    void reportsInstructions();
    void beginsWhereItIsAskedTo();
};

void TestParametersPanel::isUntouchedAtFirst()
{
    const ParametersPanel panel;
    QVERIFY(panel.parameters().isUntouched());
    QCOMPARE(named<QDoubleSpinBox>(panel, QLatin1String("Temperature"))->text(),
             QStringLiteral("Model’s default"));
    QCOMPARE(named<QSpinBox>(panel, QLatin1String("Max tokens"))->text(), QStringLiteral("Model’s default"));
    QCOMPARE(named<QComboBox>(panel, QLatin1String("Reasoning effort"))->currentText(),
             QStringLiteral("Model’s default"));
}

void TestParametersPanel::reportsWhatIsTouched()
{
    ParametersPanel panel;
    Parameters last;
    connect(&panel, &ParametersPanel::parametersChanged, this,
            [&last](const Parameters &now) { last = now; });
    auto *temperature = named<QDoubleSpinBox>(panel, QLatin1String("Temperature"));
    temperature->stepUp();
    QCOMPARE(last.temperature, std::optional(0.0)); // zero is a value, not the default
    QVERIFY(!last.maxTokens && !last.reasoningEffort);
    named<QSpinBox>(panel, QLatin1String("Max tokens"))->setValue(500);
    QCOMPARE(last.maxTokens, std::optional(500));
    named<QComboBox>(panel, QLatin1String("Reasoning effort"))->setCurrentText(QStringLiteral("High"));
    QCOMPARE(last.reasoningEffort, std::optional(ReasoningEffort::High));
}

void TestParametersPanel::resetsEachByItself()
{
    ParametersPanel panel;
    panel.setParameters({.temperature = 0.7, .maxTokens = 100, .reasoningEffort = ReasoningEffort::None});
    named<QToolButton>(panel, QLatin1String("Reset temperature"))->click();
    QCOMPARE(panel.parameters(), (Parameters{.maxTokens = 100, .reasoningEffort = ReasoningEffort::None}));
    named<QToolButton>(panel, QLatin1String("Reset max tokens"))->click();
    named<QToolButton>(panel, QLatin1String("Reset reasoning effort"))->click();
    QVERIFY(panel.parameters().isUntouched());
    QVERIFY(!named<QToolButton>(panel, QLatin1String("Reset temperature"))->isEnabled());
}

void TestParametersPanel::showsWhatItIsGivenWithoutReporting()
{
    ParametersPanel panel;
    QSignalSpy parameters(&panel, &ParametersPanel::parametersChanged);
    QSignalSpy instructions(&panel, &ParametersPanel::instructionsChanged);
    const Parameters given{.temperature = 1.25, .maxTokens = 4096, .reasoningEffort = ReasoningEffort::XHigh};
    panel.setParameters(given);
    panel.setInstructions(QStringLiteral("Be kind."));
    QCOMPARE(panel.parameters(), given);
    panel.setParameters({});
    QVERIFY(panel.parameters().isUntouched());
    QCOMPARE(parameters.count() + instructions.count(), 0);
}

void TestParametersPanel::reportsInstructions()
{
    ParametersPanel panel;
    QSignalSpy instructions(&panel, &ParametersPanel::instructionsChanged);
    QTest::keyClicks(named<QPlainTextEdit>(panel, QLatin1String("Instructions for this conversation")),
                     QStringLiteral("Hi"));
    QCOMPARE(instructions.last().first().toString(), QStringLiteral("Hi"));
}

void TestParametersPanel::beginsWhereItIsAskedTo()
{
    QWidget window;
    window.resize(400, 400);
    ParametersPanel panel(&window);
    window.show();
    panel.openAt(&window);
    QCOMPARE(panel.focusWidget(),
             named<QPlainTextEdit>(panel, QLatin1String("Instructions for this conversation")));
    panel.focusTokenLimit();
    QCOMPARE(panel.focusWidget(), named<QSpinBox>(panel, QLatin1String("Max tokens")));
}

QTEST_MAIN(TestParametersPanel)
#include "tst_parameterspanel.moc"
