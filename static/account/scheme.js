// The scheme chosen in the product holds here too; without a choice the system's holds.
try {
  const kept = localStorage.getItem('mantine-color-scheme-value')
  if (kept === 'dark' || kept === 'light') document.documentElement.dataset.scheme = kept
} catch (_) {}
