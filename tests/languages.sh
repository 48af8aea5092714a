# languages.sh - a document's words in sixteen languages, for tests to source.

# Calls language LANG ITEM UNIT SELLER BUYER OWNER TAX NOTES [CURRENCY] for each.
languages()
{
	language en 'Consulting' h 'Smith & Sons' 'O’Neill Ltd' 'Anna' VAT \
		'We look forward.\nWorks from Monday.'
	language de 'Übergröße' Std 'Müller GmbH' 'Straßenbau Größe KG' 'Jürgen Weiß' \
		USt 'Mit freundlichen Grüßen' KWD
	language fr 'Œuvre à façon' heure 'Société Générale d’Été' 'Forêt & Noël' \
		'Zoë Lefèvre' TVA 'Veuillez agréer nos salutations distinguées.'
	language es 'Diseño de página' día 'Niño y Compañía' 'Peñarol S.A.' \
		'Íñigo Muñoz' IVA '¿Preguntas? ¡Llámenos!'
	language it 'Attività' ora 'Città Libera S.p.A.' 'Perù S.r.l.' 'Nicolò' IVA \
		'Così è, se vi pare.'
	language pt 'Gestão' hora 'Coração, Lda.' 'São João' 'Conceição' IVA 'Atenção'
	language nl 'Geïntegreerde dienst' uur 'Coöperatie Één' 'IJsselmeer B.V.' \
		'Daniëlle' btw 'Met vriendelijke groet'
	language pl 'Zażółć gęślą jaźń' godz. 'Spółka Źródło' 'Łódź Sp. z o.o.' \
		'Świętosława' VAT 'Dziękujemy'
	language cs 'Příliš žluťoučký kůň' hod. 'Řízení s.r.o.' 'Úřad Děčín' \
		'Jiří Čapek' DPH 'Děkujeme'
	language sv 'Åtgärd' tim 'Ångström AB' 'Öresund AB' 'Åsa' moms 'Vänliga hälsningar'
	language el 'Υπηρεσία ψηφιακή' ώρα 'Εταιρεία Ήλιος' 'Ωκεανός ΑΕ' 'Ελένη' ΦΠΑ \
		'Ευχαριστούμε'
	language ru 'Разработка ещё' час 'ООО «Пример»' 'ЗАО Щит' 'Юлия' НДС \
		'С уважением'
	language ar 'خدمة استشارية' ساعة 'شركة المثال' 'مؤسسة التجارة' 'ليلى' 'ضريبة' \
		'نتطلع إلى العمل معكم'
	language he 'שירות ייעוץ' שעה 'חברה לדוגמה' 'לקוח בע״מ' 'נועה' מע״מ 'תודה רבה'
	language zh '咨询服务' 小时 '示例有限公司' '东方贸易' '李娜' 增值税 '谢谢您的信任'
	language ja 'コンサルティング' 時間 '株式会社見本' '東京商事' '田中' 消費税 \
		'よろしくお願いします。' JPY
}
