// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "table/tablepreview.h"

#include "attachment.h"
#include "table/importsentences.h"
#include "table/tablemodel.h"
#include "tableprompt.h"
#include "tableservice.h"
#include "ui_tablepreview.h"
#include "whenfinished.h"

#include <QHeaderView>
#include <QLocale>
#include <QPushButton>

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

} // namespace

TablePreview::TablePreview(TableService &service, const TableOrder &order, const QByteArray &bytes,
                           QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::TablePreview>())
    , m_service(service)
    , m_order(order)
    , m_bytes(bytes)
    , m_model(new TableModel(this))
{
    m_ui->setupUi(this);
    setWindowTitle(tr("Table: %1").arg(order.name));
    m_ui->grid->setModel(m_model);
    m_ui->grid->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_ui->grid->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_ui->grid->horizontalHeader()->setResizeContentsPrecision(200);
    m_ui->grid->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_ui->grid->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    m_ui->columnPane->setMinimumWidth(fontMetrics().averageCharWidth() * 30);
    m_ui->profileBrowser->viewport()->setAutoFillBackground(false);
    fillMenus();
    connect(m_ui->grid->selectionModel(), &QItemSelectionModel::currentColumnChanged, this,
            [this](const QModelIndex &current) { showColumn(current.column()); });
    connect(m_ui->grid->horizontalHeader(), &QHeaderView::sectionClicked, this, &TablePreview::showColumn);
    for (QComboBox *menu : {m_ui->encodingComboBox, m_ui->delimiterComboBox, m_ui->quoteComboBox,
                            m_ui->decimalComboBox, m_ui->headerComboBox})
        connect(menu, &QComboBox::currentIndexChanged, this, &TablePreview::takeChoice);
    connect(m_ui->formComboBox, &QComboBox::currentIndexChanged, this, [this] {
        if (m_isShowing)
            return;
        const QVariant form = m_ui->formComboBox->currentData();
        m_order.form = form.isValid() ? std::optional(TableForm(form.toInt())) : std::nullopt;
        showForm();
    });
    connect(m_ui->privateCheckBox, &QCheckBox::clicked, this, [this](bool isPrivate) {
        const QString name = m_model->table().column(m_ui->grid->currentIndex().column()).name();
        m_order.privateColumns.removeAll(name);
        if (isPrivate)
            m_order.privateColumns.append(name);
        showForm();
    });
    connect(m_ui->buttonBox, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_ui->buttonBox, &QDialogButtonBox::accepted, this, [this] {
        emit tableChosen(m_order);
        accept();
    });
    read();
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
    m_order.choices = choices;
    read();
}

void TablePreview::read()
{
    m_reading.cancel();
    m_reading = m_service.read(m_order, m_bytes);
    m_ui->statusLabel->say(tr("Reading…"));
    m_ui->buttonBox->button(QDialogButtonBox::Ok)->setEnabled(false);
    const QFuture<Result<Table>> reading = m_reading;
    whenFinished(reading, this, [this, reading](const Result<Table> &table) {
        if (reading.isCanceled())
            return; // a newer choice
        if (table)
            showTable(*table);
        else
            m_ui->statusLabel->say(table.error().userText);
    });
}

void TablePreview::showTable(const Table &table)
{
    m_model->setTable(table);
    // As wide as what is seen first, within reason; the rest of a very wide table is left as it is.
    constexpr int kFittedColumns = 60;
    m_ui->grid->horizontalHeader()->setMaximumSectionSize(fontMetrics().averageCharWidth() * 40);
    for (int column = 0; column < std::min(table.columnCount(), kFittedColumns); ++column)
        m_ui->grid->resizeColumnToContents(column);
    m_ui->grid->horizontalHeader()->setMaximumSectionSize(QWIDGETSIZE_MAX);
    m_ui->statusLabel->say({});
    m_ui->buttonBox->button(QDialogButtonBox::Ok)->setEnabled(true);
    m_ui->reportEdit->setPlainText(importSentences(table.report()).join(u'\n'));
    showChoices();
    if (table.columnCount() > 0) {
        m_ui->grid->setCurrentIndex(m_model->index(0, 0));
        showColumn(0);
    }
    showForm();
}

void TablePreview::showChoices()
{
    m_isShowing = true;
    const ImportReport &report = m_model->table().report();
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
    m_isShowing = false;
}

void TablePreview::showColumn(int index)
{
    const bool isColumn = index >= 0 && index < m_model->columnCount();
    m_ui->privateCheckBox->setEnabled(isColumn);
    if (!isColumn)
        return;
    if (m_ui->grid->currentIndex().column() != index)
        m_ui->grid->setCurrentIndex(m_model->index(std::max(0, m_ui->grid->currentIndex().row()), index));
    const Column &column = m_model->table().column(index);
    m_ui->profileBrowser->setHtml(profileHtml(column));
    m_ui->histogram->setCounts(column.profile().histogram);
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
    const TablePrompt prompt = tablePrompt(m_model->table(), m_order);
    Attachment attachment;
    attachment.text = prompt.text;
    const QString tokens = QLocale().toString(estimatedTokens(attachment));
    m_ui->tokensLabel->setText(prompt.form == TableForm::Schema
                                   ? tr("≈ %1 tokens; the rows stay on this computer").arg(tokens)
                                   : tr("≈ %1 tokens, all rows").arg(tokens));
}

} // namespace tabletalk
