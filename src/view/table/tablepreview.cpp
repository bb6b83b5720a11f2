// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "table/tablepreview.h"

#include "table/importsentences.h"
#include "table/jobbar.h"
#include "table/tablegrid.h"
#include "table/tablemodel.h"
#include "tableprompt.h"
#include "tableservice.h"
#include "tokenestimate.h"
#include "ui_tablepreview.h"
#include "whenfinished.h"

#include <QLocale>
#include <QPushButton>
#include <QScreen>
#include <QStandardItemModel>
#include <QtConcurrent>

#include <algorithm>

namespace tabletalk {

namespace {

//! The choice that is not one: what was recognised.
const QVariant kRecognised;

template <class T>
QVariant dataOf(const std::optional<T> &choice)
{
    if constexpr (std::is_same_v<T, char>)
        return choice ? QVariant(int(*choice)) : kRecognised;
    else
        return choice ? QVariant(*choice) : kRecognised;
}

std::optional<char> character(const QComboBox &menu)
{
    const QVariant data = menu.currentData();
    return data.isValid() ? std::optional(char(data.toInt())) : std::nullopt;
}

void select(QComboBox &menu, const QVariant &data)
{
    const int index = data.isValid() ? menu.findData(data) : 0;
    menu.setCurrentIndex(std::max(0, index));
}

//! "Auto: comma"
void nameRecognised(QComboBox &menu, const QVariant &found)
{
    const int index = menu.findData(found);
    const QString name = index > 0 ? menu.itemText(index) : found.toString();
    menu.setItemText(0, name.isEmpty() ? TablePreview::tr("Auto") : TablePreview::tr("Auto: %1").arg(name));
}

qint64 cellCount(const Table &table)
{
    return table.rowCount() * std::max(1, table.columnCount());
}

} // namespace

TablePreview::TablePreview(TableService &service, const TableOrder &order, Use use, QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::TablePreview>())
    , m_service(service)
    , m_order(order)
    , m_use(use)
{
    m_ui->setupUi(this);
    setWindowTitle(tr("Table: %1").arg(order.name));
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    resize(size().boundedTo(screen()->availableSize()));
    // Nothing of what the box promises is cut off.
    m_ui->privateCheckBox->setMinimumWidth(m_ui->privateCheckBox->sizeHint().width());
    m_ui->profileBrowser->viewport()->setAutoFillBackground(false);
    m_ui->copyCheckBox->setChecked(order.keepsCopy);
    m_ui->copyCheckBox->setToolTip(
        tr("Else the table is read from %1, as long as that file stays what it is.").arg(order.path));
    if (use == Use::Look)
        m_ui->buttonBox->setStandardButtons(QDialogButtonBox::Close);
    m_csvButton = m_ui->buttonBox->addButton(tr("Save a copy as &CSV…"), QDialogButtonBox::ActionRole);
    m_csvButton->setObjectName(QStringLiteral("saveCsvButton"));
    m_csvButton->setAutoDefault(false);
    fillMenus();
    connectWidgets();
    showParts(false);
}

void TablePreview::connectWidgets()
{
    connect(m_ui->tableGrid, &TableGrid::currentColumnChanged, this, &TablePreview::showColumn);
    connect(m_ui->tableGrid, &TableGrid::said, m_ui->statusLabel, &StatusLabel::say);
    connect(m_csvButton, &QPushButton::clicked, m_ui->tableGrid, &TableGrid::saveAsCsv);
    connect(m_ui->locateButton, &QPushButton::clicked, this, &TablePreview::locateRequested);
    for (QComboBox *menu : {m_ui->encodingComboBox, m_ui->delimiterComboBox, m_ui->quoteComboBox,
                            m_ui->decimalComboBox, m_ui->headerComboBox, m_ui->sheetComboBox})
        connect(menu, &QComboBox::currentIndexChanged, this, &TablePreview::takeChoice);
    connect(m_ui->formComboBox, &QComboBox::currentIndexChanged, this, [this] {
        if (m_isShowing)
            return;
        const QVariant form = m_ui->formComboBox->currentData();
        m_order.form = form.isValid() ? std::optional(TableForm(form.toInt())) : std::nullopt;
        showForm();
    });
    connect(m_ui->privateCheckBox, &QCheckBox::clicked, this, [this](bool isPrivate) {
        const QString name = m_ui->tableGrid->table().column(m_ui->tableGrid->currentColumn()).name();
        m_order.privateColumns.removeAll(name);
        if (isPrivate)
            m_order.privateColumns.append(name);
        showForm();
    });
    connect(m_ui->copyCheckBox, &QCheckBox::clicked, this, [this](bool keeps) { m_order.keepsCopy = keeps; });
    connect(m_ui->buttonBox, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_ui->buttonBox, &QDialogButtonBox::accepted, this, [this] {
        emit tableChosen(m_order);
        accept();
    });
}

void TablePreview::setSource(const QByteArray &bytes)
{
    m_bytes = bytes;
    showParts(true);
    readAgain();
}

void TablePreview::setMissing(const QString &reason, const QString &sent)
{
    showParts(false);
    m_ui->missingPane->show();
    m_ui->missingLabel->setText(reason);
    // A whole table may be in it, of which nobody reads a million characters.
    constexpr qsizetype kLongest = 200'000;
    m_ui->sentEdit->setPlainText(sent.size() <= kLongest
                                     ? sent
                                     : sent.first(kLongest) + u'\n'
                                           + tr("… and %1 characters more").arg(sent.size() - kLongest));
    m_ui->statusLabel->say({});
}

void TablePreview::showParts(bool hasTable)
{
    m_ui->missingPane->hide();
    m_csvButton->setEnabled(false);
    m_ui->splitter->setVisible(hasTable);
    m_ui->reportEdit->setVisible(hasTable);
    for (QWidget *menu : std::initializer_list<QWidget *>{
             m_ui->encodingLabel, m_ui->encodingComboBox, m_ui->delimiterLabel, m_ui->delimiterComboBox,
             m_ui->quoteLabel, m_ui->quoteComboBox, m_ui->decimalLabel, m_ui->decimalComboBox,
             m_ui->headerLabel, m_ui->headerComboBox})
        menu->setVisible(hasTable && m_use == Use::Choose);
    for (QWidget *menu : std::initializer_list<QWidget *>{m_ui->sheetLabel, m_ui->sheetComboBox})
        menu->hide(); // until it is known that there are several
    for (QWidget *choice :
         std::initializer_list<QWidget *>{m_ui->formLabel, m_ui->formComboBox, m_ui->tokensLabel})
        choice->setVisible(hasTable && m_use == Use::Choose);
    m_ui->privateCheckBox->setVisible(m_use == Use::Choose || !m_order.privateColumns.isEmpty());
    m_ui->copyCheckBox->setVisible(hasTable && m_use == Use::Choose && !m_order.path.isEmpty());
    if (QPushButton *ok = m_ui->buttonBox->button(QDialogButtonBox::Ok))
        ok->setEnabled(false);
}

TablePreview::~TablePreview()
{
    m_reading.cancel();
}

void TablePreview::fillMenus()
{
    const auto fill = [](QComboBox &menu, const QList<std::pair<QString, QVariant>> &items) {
        menu.addItem(tr("Auto"), kRecognised);
        for (const auto &[text, value] : items)
            menu.addItem(text, value);
        menu.setSizeAdjustPolicy(QComboBox::AdjustToContents);
        menu.setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed); // no choice is cut off
    };
    const auto named = [](const char *name) {
        return std::pair(QString::fromLatin1(name), QVariant(QString::fromLatin1(name)));
    };
    fill(*m_ui->encodingComboBox,
         {named("UTF-8"), named("UTF-16LE"), named("UTF-16BE"), named("windows-1252"), named("ISO-8859-1"),
          named("ISO-8859-2"), named("windows-1250"), named("windows-1251"), named("Shift_JIS"),
          named("GB18030")});
    fill(*m_ui->delimiterComboBox, {{tr("Comma"), int(',')},
                                    {tr("Semicolon"), int(';')},
                                    {tr("Tab"), int('\t')},
                                    {tr("Bar"), int('|')},
                                    {tr("Colon"), int(':')},
                                    {tr("Space"), int(' ')}});
    fill(*m_ui->quoteComboBox, {{tr("Double"), int('"')}, {tr("Single"), int('\'')}, {tr("None"), 0}});
    fill(*m_ui->decimalComboBox, {{tr("Point"), int('.')}, {tr("Comma"), int(',')}});
    fill(*m_ui->headerComboBox, {{tr("Column names"), true}, {tr("Values"), false}});
    m_ui->formComboBox->addItem(tr("By its size"), kRecognised);
    m_ui->formComboBox->addItem(tr("All rows"), int(TableForm::Markdown));
    m_ui->formComboBox->addItem(tr("All rows, as CSV"), int(TableForm::Csv));
    m_ui->formComboBox->addItem(tr("Schema and profile, no rows but samples"), int(TableForm::Schema));
}

void TablePreview::takeChoice()
{
    if (m_isShowing)
        return;
    ReadingChoices choices;
    if (const QVariant encoding = m_ui->encodingComboBox->currentData(); encoding.isValid())
        choices.encoding = encoding.toString();
    choices.delimiter = character(*m_ui->delimiterComboBox);
    choices.quote = character(*m_ui->quoteComboBox);
    choices.decimalSign = character(*m_ui->decimalComboBox);
    if (const QVariant header = m_ui->headerComboBox->currentData(); header.isValid())
        choices.hasHeader = header.toBool();
    // The one that is read by itself needs no choice.
    const QVariant sheet = m_ui->sheetComboBox->currentData();
    if (sheet.isValid() && (m_order.choices.sheet || sheet != m_ui->tableGrid->table().report().sheet))
        choices.sheet = sheet.toString();
    m_order.choices = choices;
    readAgain();
}

void TablePreview::readAgain()
{
    // Of a long source the beginning is there at once.
    constexpr qsizetype kShort = 1'000'000;
    constexpr qint64 kFirstRows = 200;
    read(m_bytes.size() > kShort ? kFirstRows : 0);
}

void TablePreview::read(qint64 mostRows)
{
    m_reading.cancel();
    m_reading = m_service.read(m_order, m_bytes, mostRows);
    m_ui->tableGrid->jobs().follow(QFuture<void>(m_reading), tr("Reading…"));
    if (QPushButton *ok = m_ui->buttonBox->button(QDialogButtonBox::Ok))
        ok->setEnabled(false);
    const QFuture<Result<Table>> reading = m_reading;
    whenFinished(reading, this, [this, reading, mostRows](const Result<Table> &table) {
        if (reading.isCanceled())
            return; // a newer choice
        if (!table) {
            m_ui->statusLabel->say(table.error().userText);
            return;
        }
        const bool isWhole = mostRows == 0 || table->rowCount() < mostRows;
        takeTable(*table, isWhole);
        if (!isWhole)
            read(0);
    });
}

void TablePreview::takeTable(const Table &table, bool isWhole)
{
    m_isWhole = isWhole;
    m_csvButton->setEnabled(isWhole);
    m_ui->tableGrid->setTable(table);
    m_ui->statusLabel->say(isWhole ? QString() : tr("These are the first rows; the others are being read."));
    if (QPushButton *ok = m_ui->buttonBox->button(QDialogButtonBox::Ok))
        ok->setEnabled(isWhole);
    m_ui->reportEdit->setPlainText(isWhole ? importSentences(table.report()).join(u'\n') : QString());
    if (m_use == Use::Choose)
        showChoices();
    showColumn(m_ui->tableGrid->currentColumn());
    showForm();
}

void TablePreview::showChoices()
{
    m_isShowing = true;
    const ImportReport &report = m_ui->tableGrid->table().report();
    const bool isDelimited = report.kind == TableKind::Delimited;
    for (QWidget *widget : std::initializer_list<QWidget *>{m_ui->delimiterLabel, m_ui->delimiterComboBox,
                                                            m_ui->quoteLabel, m_ui->quoteComboBox})
        widget->setVisible(isDelimited);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_ui->encodingLabel, m_ui->encodingComboBox})
        widget->setVisible(!report.encoding.isEmpty()); // which files that are no text say themselves
    nameRecognised(*m_ui->encodingComboBox, report.encoding);
    if (isDelimited) {
        nameRecognised(*m_ui->delimiterComboBox, int(report.delimiter));
        nameRecognised(*m_ui->quoteComboBox, int(report.quote));
    }
    nameRecognised(*m_ui->decimalComboBox, int(report.decimalSign));
    nameRecognised(*m_ui->headerComboBox, report.hasHeader);
    const ReadingChoices &choices = m_order.choices;
    select(*m_ui->encodingComboBox, dataOf(choices.encoding));
    select(*m_ui->delimiterComboBox, dataOf(choices.delimiter));
    select(*m_ui->quoteComboBox, dataOf(choices.quote));
    select(*m_ui->decimalComboBox, dataOf(choices.decimalSign));
    select(*m_ui->headerComboBox, dataOf(choices.hasHeader));
    select(*m_ui->formComboBox, m_order.form ? QVariant(int(*m_order.form)) : kRecognised);
    const bool canBeWhole = cellCount(m_ui->tableGrid->table()) <= kMostSentCells;
    for (const TableForm form : {TableForm::Markdown, TableForm::Csv}) {
        const int item = m_ui->formComboBox->findData(int(form));
        qobject_cast<QStandardItemModel *>(m_ui->formComboBox->model())->item(item)->setEnabled(canBeWhole);
    }
    showSheets();
    m_isShowing = false;
}

void TablePreview::showColumn(int index)
{
    const Table &table = m_ui->tableGrid->table();
    const bool isColumn = index >= 0 && index < table.columnCount();
    m_ui->privateCheckBox->setEnabled(isColumn && m_use == Use::Choose);
    if (!isColumn)
        return;
    const Column &column = table.column(index);
    // Of the first rows alone it would be another one.
    m_ui->profileBrowser->setHtml(m_isWhole ? profileHtml(column) : QString());
    m_ui->histogram->setCounts(m_isWhole ? column.profile().histogram : QList<qint64>());
    m_ui->privateCheckBox->setChecked(m_order.privateColumns.contains(column.name()));
}

QString TablePreview::profileHtml(const Column &column) const
{
    const QLocale locale;
    const ColumnProfile &profile = column.profile();
    QString html = QStringLiteral("<b>%1</b><br>%2<table cellspacing=\"2\">")
                       .arg(column.name().toHtmlEscaped(), TableModel::typeName(column.format().type));
    const auto row = [&html](const QString &name, const QString &value) {
        if (!value.isEmpty())
            html += QStringLiteral("<tr><td>%1&nbsp;</td><td align=\"right\">%2</td></tr>")
                        .arg(name.toHtmlEscaped(), value.toHtmlEscaped());
    };
    row(tr("Without value"), locale.toString(profile.nulls - profile.misfits));
    if (profile.misfits > 0)
        row(tr("Of another type"), locale.toString(profile.misfits));
    row(tr("Different"), profile.isDistinctEstimated ? tr("about %1").arg(locale.toString(profile.distinct))
                                                     : locale.toString(profile.distinct));
    row(tr("Smallest"), profile.min);
    row(tr("Lower quartile"), profile.lowerQuartile);
    row(tr("Median"), profile.median);
    row(tr("Upper quartile"), profile.upperQuartile);
    row(tr("Largest"), profile.max);
    row(tr("Mean"), profile.mean);
    html += QStringLiteral("</table>");
    if (!profile.top.isEmpty()) {
        html += QStringLiteral("<p>%1</p><table cellspacing=\"2\">").arg(tr("Most frequent").toHtmlEscaped());
        for (const ValueCount &entry : profile.top)
            row(entry.value, locale.toString(entry.count));
        html += QStringLiteral("</table>");
    }
    return html;
}

void TablePreview::showForm()
{
    if (!m_isWhole || m_use == Use::Look) {
        m_ui->tokensLabel->clear();
        return;
    }
    struct Said {
        TableForm form;
        qint64 tokens;
    };
    const auto write = [table = m_ui->tableGrid->table(), order = m_order] {
        const TablePrompt prompt = tablePrompt(table, order);
        return Said{prompt.form, estimatedTokens(QStringView(prompt.text))};
    };
    whenFinished(QtConcurrent::run(write), this, [this, order = m_order](const Said &said) {
        if (order != m_order)
            return; // a newer choice
        const QString tokens = QLocale().toString(said.tokens);
        m_ui->tokensLabel->setText(said.form == TableForm::Schema
                                       ? tr("≈ %1 tokens; the rows stay on this computer").arg(tokens)
                                       : tr("≈ %1 tokens, all rows").arg(tokens));
    });
}

void TablePreview::showSheets()
{
    const ImportReport &report = m_ui->tableGrid->table().report();
    m_ui->sheetComboBox->clear();
    for (const QString &sheet : report.sheets)
        m_ui->sheetComboBox->addItem(sheet, sheet);
    m_ui->sheetComboBox->setCurrentIndex(m_ui->sheetComboBox->findData(report.sheet));
    const bool hasSheets = m_ui->sheetComboBox->count() > 1;
    m_ui->sheetLabel->setVisible(hasSheets);
    m_ui->sheetComboBox->setVisible(hasSheets);
}

} // namespace tabletalk
