// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "settingsdialog.h"

#include "appearancepage.h"
#include "chatpage.h"
#include "datapage.h"
#include "keyspage.h"
#include "routerpage.h"
#include "symbolicicon.h"
#include "ui_settingsdialog.h"
#include "usagepage.h"

#include <QPushButton>
#include <QScrollArea>

namespace tabletalk {

SettingsDialog::SettingsDialog(const SettingsServices &services, QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::SettingsDialog>())
{
    m_ui->setupUi(this);
    // Enter in a field belongs to the field.
    QPushButton *close = m_ui->buttonBox->button(QDialogButtonBox::Close);
    close->setAutoDefault(false);
    close->setIcon(symbolicIcon(QStringLiteral("close")));
    // In the order of Page.
    add(new KeysPage(services.keys, services.endpoint, services.router, services.completions,
                     services.catalog, this));
    add(new RouterPage(services.endpoint, services.keys, this));
    add(new ChatPage(services.settings, services.catalog, this));
    add(new UsagePage(services.usage, services.settings, this));
    add(new DataPage(services.conversations, services.backups, this));
    add(new AppearancePage(services.settings, this));
    m_ui->pageList->setFixedWidth(m_ui->pageList->sizeHintForColumn(0) + 2 * m_ui->pageList->frameWidth()
                                  + m_ui->pageList->fontMetrics().height());
    connect(m_ui->pageList, &QListWidget::currentRowChanged, this, &SettingsDialog::showPage);
    // A press beside the rows would leave the page that is shown without a mark.
    connect(m_ui->pageList, &QListWidget::itemSelectionChanged, this, [list = m_ui->pageList] {
        if (list->selectedItems().isEmpty() && list->currentItem())
            list->currentItem()->setSelected(true);
    });
    m_ui->pageList->setCurrentRow(int(Page::Keys));
}

SettingsDialog::~SettingsDialog() = default;

void SettingsDialog::open(Page page)
{
    m_ui->pageList->setCurrentRow(int(page));
    show();
    raise();
    activateWindow();
    if (QWidget *pageShown = m_pages[int(page)]; pageShown->focusProxy())
        pageShown->setFocus();
}

void SettingsDialog::showEvent(QShowEvent *event)
{
    m_pages[m_ui->pageList->currentRow()]->load();
    QDialog::showEvent(event);
}

void SettingsDialog::add(SettingsPage *page)
{
    auto *area = new QScrollArea(m_ui->pageStack);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidgetResizable(true);
    area->setWidget(page);
    page->setAccessibleName(page->title());
    m_ui->pageStack->addWidget(area);
    new QListWidgetItem(page->icon(), page->title(), m_ui->pageList); // the list owns it
    m_pages.append(page);
}

void SettingsDialog::showPage(int row)
{
    m_ui->pageStack->setCurrentIndex(row);
    m_pages[row]->load();
}

} // namespace tabletalk
