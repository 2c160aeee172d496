/** What publications report of patients admitted for heart failure, to read beside the simulated numbers. */
const ADHERE = 'Adams 2005, ADHERE';
const OPTIMIZE_SBP = 'Gheorghiade 2006, OPTIMIZE-HF';

export const published: Readonly<Record<string, string>> = {
  Age: `72.4 ± 14 (${ADHERE})`,
  Female: `52 % (${ADHERE})`,
  'Ejection fraction below 40 %': '46 % (Shah 2017, GWTG-HF)',
  'Length of stay': `median 4.3 (${ADHERE})`,
  'condition.hypertension': `73 % (${ADHERE})`,
  'condition.ischaemic-heart-disease': `57 % (${ADHERE})`,
  'condition.diabetes': `44 % (${ADHERE})`,
  'condition.atrial-fibrillation': `31 % (${ADHERE})`,
  'condition.chronic-kidney-disease': `30 % (${ADHERE}: renal insufficiency)`,
  'condition.copd': `31 % (${ADHERE}: COPD or asthma)`,
  'condition.stroke': `17 % (${ADHERE}: stroke or TIA)`,
  'nt-probnp on arrival': 'median 4,639 (Januzzi 2006, ICON)',
  'systolic-pressure on arrival': `143 (${OPTIMIZE_SBP})`,
  'systolic-pressure at discharge': `124 (${OPTIMIZE_SBP})`,
  'Sodium below 135 on arrival': '20 % (Gheorghiade 2007, OPTIMIZE-HF)',
  'haemoglobin on arrival': 'median 12.1 (Young 2008, OPTIMIZE-HF)',
  'Creatinine up by 0.3 mg/dL in hospital': '23 % (Damman 2014)',
  'NT-proBNP at discharge / on arrival': 'about 0.6 (Bettencourt 2004: 6,778 to 4,137 pg/mL)',
  'Disease-causing rare variant': '3.4 % (Povysil 2021)',
  'Readmitted within 30 days': '24.8 % (Dharmarajan 2013)',
};
