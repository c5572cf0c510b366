import { describe, expect, it } from 'vitest';
import { readInContext } from '../../../../../src/text/phonemes/mandarin/context';
import { applySandhi } from '../../../../../src/text/phonemes/mandarin/sandhi';
import { words, type HanWord } from '../../../../../src/text/phonemes/mandarin/words';

/** What is said, syllable by syllable: pinyin with the number of the tone, 0 for the neutral one. */
function said(text: string): string {
  const hanWords = words(text).filter((word): word is HanWord => 'syllables' in word);
  return applySandhi(readInContext(hanWords))
    .flatMap(({ syllables }) => syllables)
    .map((syllable) => (syllable ? syllable.pinyin + syllable.tone : '?'))
    .join(' ');
}

const cases: Readonly<Record<string, readonly (readonly [text: string, pinyin: string])[]>> = {
  'characters with several readings': [
    ['银行', 'yin2 hang2'],
    ['行走', 'xing2 zou3'],
    ['银行行长', 'yin2 hang2 hang2 zhang3'],
    ['孩子长大了', 'hai2 zi0 zhang3 da4 le0'],
    ['头发很长', 'tou2 fa0 hen3 chang2'],
    ['他长高了', 'ta1 zhang3 gao1 le0'],
    ['重要', 'zhong4 yao4'],
    ['重新开始', 'chong2 xin1 kai1 shi3'],
    ['重复', 'chong2 fu4'],
    ['音乐', 'yin1 yue4'],
    ['快乐', 'kuai4 le4'],
    ['首都', 'shou3 du1'],
    ['大家都去', 'da4 jia1 dou1 qu4'],
    ['因为', 'yin1 wei4'],
    ['成为', 'cheng2 wei2'],
    ['爱好', 'ai4 hao4'],
    ['睡觉', 'shui4 jiao4'],
    ['数学', 'shu4 xue2'],
    ['出差', 'chu1 chai1'],
    ['种树', 'zhong4 shu4'],
    ['种类', 'zhong3 lei4'],
    ['中国', 'zhong1 guo2'],
    ['中奖', 'zhong4 jiang3'],
    ['教室', 'jiao4 shi4'],
    ['他教书', 'ta1 jiao1 shu1'],
    ['传说', 'chuan2 shuo1'],
    ['传记', 'zhuan4 ji4'],
    ['子弹', 'zi3 dan4'],
    ['弹琴', 'tan2 qin2'],
    ['曾经', 'ceng2 jing1'],
    ['放假', 'fang4 jia4'],
    ['沉没', 'chen2 mo4'],
    ['没有', 'mei2 you3'],
    ['目的', 'mu4 di4'],
  ],
  'particles, and the verbs that are written like them': [
    ['还有时间', 'hai2 you3 shi2 jian1'],
    ['快去还钱', 'kuai4 qu4 huan2 qian2'],
    ['归还', 'gui1 huan2'],
    ['他跑得快', 'ta1 pao3 de0 kuai4'],
    ['他得到了', 'ta1 de2 dao4 le0'],
    ['我得走了', 'wo3 dei2 zou3 le0'],
    ['我觉得', 'wo3 jue2 de0'],
    ['获得', 'huo4 de2'],
    ['慢慢地走', 'man4 man4 de0 zou3'],
    ['他高兴地说', 'ta1 gao1 xing4 de0 shuo1'],
    ['目的地', 'mu4 di4 di4'],
    ['土地', 'tu3 di4'],
    ['受不了', 'shou4 bu0 liao3'],
    ['了解', 'liao2 jie3'],
    ['他睡着了', 'ta1 shui4 zhao2 le0'],
    ['着急', 'zhao2 ji2'],
    ['看着', 'kan4 zhe0'],
  ],
  'neutral syllables': [
    ['妈妈的爸爸', 'ma1 ma0 de0 ba4 ba0'],
    ['朋友们', 'peng2 you0 men0'],
    ['桌子', 'zhuo1 zi0'],
    ['石头', 'shi2 tou0'],
    ['好东西', 'hao3 dong1 xi0'],
    ['喜欢', 'xi3 huan0'],
    ['什么', 'shen2 me0'],
    ['你好吗', 'ni2 hao3 ma0'],
    ['谢谢', 'xie4 xie0'],
    ['便宜', 'pian2 yi0'],
    ['时候', 'shi2 hou0'],
  ],
  'third tones': [
    ['你好', 'ni2 hao3'],
    ['很好', 'hen2 hao3'],
    ['展览馆', 'zhan2 lan2 guan3'],
    ['小老虎', 'xiao3 lao2 hu3'],
    ['我想买雨伞', 'wo2 xiang2 mai3 yu2 san3'],
    ['好的，我走', 'hao3 de0 wo2 zou3'],
    ['老师', 'lao3 shi1'],
  ],
  一: [
    ['一个', 'yi2 ge4'],
    ['一定', 'yi2 ding4'],
    ['一天', 'yi4 tian1'],
    ['一年', 'yi4 nian2'],
    ['一起', 'yi4 qi3'],
    ['第一次', 'di4 yi1 ci4'],
    ['星期一', 'xing1 qi1 yi1'],
    ['统一', 'tong3 yi1'],
    ['二十一天', 'er4 shi2 yi1 tian1'],
    ['一月一号', 'yi1 yue4 yi1 hao4'],
    ['看一看', 'kan4 yi0 kan4'],
  ],
  不: [
    ['不是', 'bu2 shi4'],
    ['不好', 'bu4 hao3'],
    ['不来', 'bu4 lai2'],
    ['不会', 'bu2 hui4'],
    ['好不好', 'hao3 bu0 hao3'],
    ['对不起', 'dui4 bu0 qi3'],
    ['我不', 'wo3 bu4'],
  ],
  儿: [
    ['花儿', 'hua1 er0'],
    ['一点儿', 'yi4 dian3 er0'],
    ['女儿', 'nü3 er2'],
    ['儿子', 'er2 zi0'],
    ['耳朵', 'er3 duo0'],
  ],
  'older and rarer characters': [
    ['學校', 'xue2 xiao4'],
    ['說話', 'shuo1 hua4'],
    ['龘', 'da2'],
    ['𠮷', '?'],
  ],
};

for (const [rule, readings] of Object.entries(cases)) {
  describe(`Mandarin: ${rule}`, () => {
    it.each(readings)('reads %s as %s', (text, pinyin) => {
      expect(said(text)).toBe(pinyin);
    });
  });
}
