"""What charts share: layout, labels, bars, axes and markup."""
