import type { Abbreviation } from './rules';
import { beforeNumber, inAllSpacings } from './spacings';

/**
 * By primary subtag, separated by semicolons: what is written, and what is said. With `#` only in front of a number; in
 * small letters also with a capital at its beginning. Units and powers of ten (`mln`) are known elsewhere.
 */
const lists: Readonly<Record<string, string>> = {
  ar: 'د.=دكتور; أ.=أستاذ; أ.د.=الأستاذ الدكتور; إلخ=إلى آخره; ص. ب.=صندوق بريد; هـ=هجري',
  bg: 'напр.=например; т.е.=тоест; т. е.=тоест; и др.=и други; и т.н.=и така нататък; и т. н.=и така нататък; д-р=доктор; проф.=професор; ул.=улица; бул.=булевард; гр.=град; стр.#=страница; гл.#=глава; №=номер; ок.#=около; тел.=телефон; вкл.=включително; чл.#=член; ал.#=алинея',
  bn: 'ডঃ=ডক্টর; ড.=ডক্টর; ডা.=ডাক্তার; মি.=মিস্টার; মো.=মোহাম্মদ; খ্রি.=খ্রিস্টাব্দ; পৃ.#=পৃষ্ঠা',
  cs: 'např.=například; tj.=to jest; tzn.=to znamená; tzv.=takzvaný; mj.=mimo jiné; atd.=a tak dále; apod.=a podobně; aj.=a jiné; popř.=popřípadě; resp.=respektive; cca=cirka; č.#=číslo; str.#=strana; s.#=strana; kap.#=kapitola; ul.=ulice; nám.=náměstí; tel.=telefon; dr.=doktor; prof.=profesor; ing.=inženýr; mgr.=magistr; r.#=roku; odst.#=odstavec; čl.#=článek; vč.=včetně; př. n. l.=před naším letopočtem; n. l.=našeho letopočtu',
  da: 'f.eks.=for eksempel; fx=for eksempel; dvs.=det vil sige; bl.a.=blandt andet; m.fl.=med flere; m.m.=med mere; osv.=og så videre; mv.=med videre; ca.=cirka; kl.#=klokken; nr.#=nummer; s.#=side; kap.#=kapitel; tlf.=telefon; dr.=doktor; hr.=herr; fr.=fru; t.o.m.=til og med; ift.=i forhold til; pga.=på grund af; inkl.=inklusive; ekskl.=eksklusive; stk.=styk; f.Kr.=før Kristus; e.Kr.=efter Kristus; md.=måned; pr.=per',
  el: 'π.χ.=παραδείγματος χάριν; δηλ.=δηλαδή; κ.λπ.=και τα λοιπά; κλπ.=και τα λοιπά; κ.ά.=και άλλα; κ.=κύριος; κα=κυρία; δρ.=δόκτωρ; καθ.=καθηγητής; περ.#=περίπου; σελ.#=σελίδα; κεφ.#=κεφάλαιο; αρ.#=αριθμός; τηλ.=τηλέφωνο; π.μ.=προ μεσημβρίας; μ.μ.=μετά μεσημβρίαν; π.Χ.=προ Χριστού; μ.Χ.=μετά Χριστόν; οδ.=οδός; λεωφ.=λεωφόρος',
  fi: 'esim.=esimerkiksi; ts.=toisin sanoen; mm.=muun muassa; ym.=ynnä muuta; yms.=ynnä muuta sellaista; jne.=ja niin edelleen; n.#=noin; klo=kello; s.#=sivu; nro=numero; tri=tohtori; prof.=professori; puh.=puhelin; ks.=katso; vrt.=vertaa; ns.=niin sanottu; kk=kuukaudessa; eaa.=ennen ajanlaskun alkua; huom.=huomaa; os.=osoite',
  hr: 'npr.=na primjer; tj.=to jest; itd.=i tako dalje; i sl.=i slično; dr.=doktor; prof.=profesor; str.#=stranica; br.#=broj; pogl.#=poglavlje; ul.=ulica; tel.=telefon; st.=stoljeće; god.=godine; čl.#=članak; tzv.=takozvani; uklj.=uključujući; sv.=sveti; pr. Kr.=prije Krista',
  hu: 'pl.=például; stb.=és a többi; kb.=körülbelül; dr.=doktor; prof.=professzor; ill.=illetve; ún.=úgynevezett; vö.=vesd össze; tel.=telefon; u.=utca; sz.=szám; kft.=káefté; Kft.=káefté; Zrt.=zéerté; id.=idősebb; ifj.=ifjabb; i. e.=időszámításunk előtt; i. sz.=időszámításunk szerint; max.=maximum; ua.=ugyanaz; özv.=özvegy',
  id: 'dll.=dan lain-lain; dsb.=dan sebagainya; dr.=dokter; prof.=profesor; jl.=jalan; no.#=nomor; hlm.#=halaman; hal.#=halaman; telp.=telepon; mis.=misalnya; a.n.=atas nama; d.a.=dengan alamat; s.d.=sampai dengan; yg=yang; dgn=dengan; tgl.=tanggal; mnt=menit; kec.=kecamatan; kab.=kabupaten; bpk.=bapak; tsb.=tersebut',
  ms: 'dll.=dan lain-lain; dsb.=dan sebagainya; dr.=doktor; prof.=profesor; jln.=jalan; no.#=nombor; hlm.#=halaman; tel.=telefon; cth.=contohnya; spt.=seperti; a.n.=atas nama; sdn. bhd.=sendirian berhad; bhg.=bahagian',
  nl: 'bijv.=bijvoorbeeld; bv.=bijvoorbeeld; d.w.z.=dat wil zeggen; o.a.=onder andere; m.a.w.=met andere woorden; m.b.t.=met betrekking tot; i.p.v.=in plaats van; t.o.v.=ten opzichte van; n.a.v.=naar aanleiding van; enz.=enzovoort; etc.=et cetera; dhr.=de heer; mevr.=mevrouw; mw.=mevrouw; dr.=dokter; drs.=doctorandus; prof.=professor; ir.=ingenieur; mr.=meester; ca.=circa; nr.#=nummer; blz.#=bladzijde; pag.#=pagina; p.#=pagina; art.#=artikel; hfst.#=hoofdstuk; t/m=tot en met; tel.=telefoon; a.u.b.=alstublieft; jl.=jongstleden; incl.=inclusief; excl.=exclusief; m.u.v.=met uitzondering van; v.Chr.=voor Christus; n.Chr.=na Christus; zgn.=zogenaamd; resp.=respectievelijk; i.v.m.=in verband met; z.s.m.=zo snel mogelijk; s.v.p.=alstublieft',
  no: 'f.eks.=for eksempel; dvs.=det vil si; bl.a.=blant annet; m.fl.=med flere; m.m.=med mer; osv.=og så videre; mv.=med videre; ca.=cirka; kl.#=klokken; nr.#=nummer; s.#=side; kap.#=kapittel; tlf.=telefon; dr.=doktor; t.o.m.=til og med; inkl.=inklusive; ekskl.=eksklusive; stk.=stykk; f.Kr.=før Kristus; e.Kr.=etter Kristus; pga.=på grunn av; ifm.=i forbindelse med; gj.sn.=gjennomsnitt; pr.=per',
  pl: 'np.=na przykład; tj.=to jest; tzn.=to znaczy; tzw.=tak zwany; m.in.=między innymi; itd.=i tak dalej; itp.=i tym podobne; ok.#=około; nr#=numer; str.#=strona; s.#=strona; rozdz.#=rozdział; ul.=ulica; al.=aleja; pl.=plac; tel.=telefon; dr=doktor; prof.=profesor; mgr=magister; inż.=inżynier; św.=święty; art.#=artykuł; ust.#=ustęp; wg=według; ww.=wyżej wymieniony; m.st.=miasto stołeczne; p.n.e.=przed naszą erą; n.e.=naszej ery; zob.=zobacz; por.=porównaj; w.=wieku; im.=imienia; wyd.=wydanie; mies.=miesiąc',
  ro: 'de ex.=de exemplu; ex.=exemplu; etc.=et cetera; ș.a.=și altele; ș.a.m.d.=și așa mai departe; dr.=doctor; prof.=profesor; ing.=inginer; dl.=domnul; dna.=doamna; d-na=doamna; d-l=domnul; cca.=circa; nr.#=numărul; pag.#=pagina; cap.#=capitolul; art.#=articolul; str.=strada; bd.=bulevardul; tel.=telefon; sec.=secolul; î.Hr.=înainte de Hristos; d.Hr.=după Hristos; sf.=sfântul; min.=minute; aprox.=aproximativ',
  ru: 'т. е.=то есть; т. к.=так как; т. д.=так далее; т. п.=тому подобное; др.=другие; пр.=прочее; напр.=например; см.=смотри; ср.=сравни; д-р=доктор; проф.=профессор; акад.=академик; г-н=господин; г-жа=госпожа; им.=имени; ул.=улица; просп.=проспект; пер.=переулок; д.#=дом; кв.#=квартира; стр.#=страница; с.#=страница; гл.#=глава; рис.#=рисунок; табл.#=таблица; №=номер; тел.=телефон; ок.#=около; чел.=человек; шт.=штук; долл.=долларов; коп.=копеек; вв.=века; н. э.=нашей эры; до н. э.=до нашей эры; т. н.=так называемый; ст.#=статья; п.#=пункт; вкл.=включительно; мес.=месяц',
  sk: 'napr.=napríklad; t. j.=to jest; tzn.=to znamená; tzv.=takzvaný; atď.=a tak ďalej; a pod.=a podobne; cca=cirka; č.#=číslo; str.#=strana; s.#=strana; kap.#=kapitola; ul.=ulica; nám.=námestie; tel.=telefón; dr.=doktor; prof.=profesor; ing.=inžinier; mgr.=magister; resp.=respektíve; čl.#=článok; ods.#=odsek; vrát.=vrátane; pred n. l.=pred naším letopočtom',
  sl: 'npr.=na primer; tj.=to je; t. i.=tako imenovani; itd.=in tako dalje; ipd.=in podobno; oz.=oziroma; dr.=doktor; prof.=profesor; ga.=gospa; g.=gospod; pribl.=približno; str.#=stran; št.#=številka; pogl.#=poglavje; ul.=ulica; tel.=telefon; čl.#=člen; min.=minut; sv.=sveti; pr. n. št.=pred našim štetjem; l.#=leta',
  sr: 'нпр.=на пример; тј.=то јест; итд.=и тако даље; и сл.=и слично; др=доктор; проф.=професор; стр.#=страница; бр.#=број; погл.#=поглавље; ул.=улица; тел.=телефон; год.=године; чл.#=члан; тзв.=такозвани; св.=свети; в.=век; пр. н. е.=пре нове ере',
  sv: 't.ex.=till exempel; d.v.s.=det vill säga; dvs.=det vill säga; bl.a.=bland annat; m.fl.=med flera; m.m.=med mera; osv.=och så vidare; o.s.v.=och så vidare; t.o.m.=till och med; fr.o.m.=från och med; ca=cirka; ca.=cirka; kl.#=klockan; kl#=klockan; nr#=nummer; nr.#=nummer; s.#=sidan; kap.#=kapitel; tel.=telefon; tfn=telefon; dr.=doktor; prof.=professor; inkl.=inklusive; exkl.=exklusive; mån.=månad; mån=månad; p.g.a.=på grund av; pga=på grund av; f.d.=före detta; f.Kr.=före Kristus; e.Kr.=efter Kristus; jfr=jämför; resp.=respektive; fig.#=figur',
  ta: 'திரு.=திரு; டாக்.=டாக்டர்; எ.கா.=எடுத்துக்காட்டு; கி.பி.=கிறிஸ்துவுக்குப் பின்; கி.மு.=கிறிஸ்துவுக்கு முன்; பக்.#=பக்கம்',
  th: 'ฯลฯ=และอื่น ๆ; พ.ศ.=พุทธศักราช; ค.ศ.=คริสต์ศักราช; ดร.=ด็อกเตอร์; นพ.=นายแพทย์; รศ.=รองศาสตราจารย์; โทร.=โทรศัพท์; กทม.=กรุงเทพมหานคร; จ.=จังหวัด; อ.=อำเภอ; ต.=ตำบล; ถ.=ถนน; ชม.=ชั่วโมง; ม.ค.=มกราคม; ก.พ.=กุมภาพันธ์; มี.ค.=มีนาคม; เม.ย.=เมษายน; พ.ค.=พฤษภาคม; มิ.ย.=มิถุนายน; ก.ค.=กรกฎาคม; ส.ค.=สิงหาคม; ก.ย.=กันยายน; ต.ค.=ตุลาคม; พ.ย.=พฤศจิกายน; ธ.ค.=ธันวาคม',
  tr: 'örn.=örneğin; vb.=ve benzeri; vs.=vesaire; vd.=ve diğerleri; dr.=doktor; prof.=profesör; doç.=doçent; av.=avukat; sn.=sayın; yakl.=yaklaşık; dk=dakika; dk.=dakika; sa.=saat; sn=saniye; no.#=numara; s.#=sayfa; böl.#=bölüm; cad.=caddesi; sok.=sokağı; mah.=mahallesi; tel.=telefon; M.Ö.=milattan önce; M.S.=milattan sonra; bkz.=bakınız; mad.#=madde; apt.=apartmanı; maks.=en çok',
  uk: 'напр.=наприклад; т. д.=так далі; т. п.=тому подібне; т. зв.=так званий; ін.=інші; див.=дивись; пор.=порівняй; д-р=доктор; проф.=професор; акад.=академік; ім.=імені; вул.=вулиця; просп.=проспект; буд.#=будинок; кв.#=квартира; стор.#=сторінка; с.#=сторінка; розд.#=розділ; рис.#=рисунок; №=номер; тел.=телефон; бл.#=близько; чол.=чоловік; шт.=штук; дол.=доларів; коп.=копійок; ст.=століття; н. е.=нашої ери; до н. е.=до нашої ери; п.#=пункт; міс.=місяць',
  ur: 'ص.#=صفحہ',
  vi: 'v.v.=vân vân; TP.=thành phố; Tp.=thành phố; TS.=tiến sĩ; ThS.=thạc sĩ; GS.=giáo sư; PGS.=phó giáo sư; BS.=bác sĩ; VD:=ví dụ:; vd:=ví dụ:; ĐT:=điện thoại:; Q.#=quận; P.#=phường; tr.#=trang; Tr.#=trang; TP.HCM=thành phố Hồ Chí Minh; TPHCM=thành phố Hồ Chí Minh',
  he: 'ד"ר=דוקטור; ד״ר=דוקטור; פרופ\'=פרופסור; פרופ׳=פרופסור; וכו\'=וכולי; וכו׳=וכולי; עמ\'#=עמוד; עמ׳#=עמוד; מס\'#=מספר; מס׳#=מספר; טל\'=טלפון; טל׳=טלפון; דק\'=דקות; דק׳=דקות; רח\'=רחוב; רח׳=רחוב; גב\'=גברת; גב׳=גברת; ארה"ב=ארצות הברית; ארה״ב=ארצות הברית; צה"ל=צהל; צה״ל=צהל; בע"מ=בערבון מוגבל; עו"ד=עורך דין; חו"ל=חוץ לארץ; ע"י=על ידי; עפ"י=על פי; לפנה"ס=לפני הספירה',
  fa: 'ص.#=صفحه; ج.#=جلد; ق.م.=قبل از میلاد; ه.ش.=هجری شمسی; ه.ق.=هجری قمری; م.=میلادی; ر.ک.=رجوع کنید',
};

/** The everyday abbreviations of a language (primary subtag). */
export function everydayAbbreviations(code: string): Record<string, Abbreviation> {
  const entries = (lists[code] ?? '').split(';').flatMap((entry) => {
    const [written = '', said = ''] = entry.trim().split('=');
    if (written === '') return [];
    const counted = written.endsWith('#');
    const form = counted ? written.slice(0, -1) : written;
    const how = counted ? beforeNumber : form.endsWith('.') ? atEnd : (say: string) => say;
    return [
      [capital(form), how(capital(said))],
      [form, how(said)],
    ] as const;
  });
  return inAllSpacings(Object.fromEntries(entries));
}

/** The full stop of the last word also ends the sentence. */
function atEnd(say: string): Abbreviation {
  return ({ after }) => (after.trim() === '' ? `${say}.` : say);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
