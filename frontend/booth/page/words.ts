// 文字 (words) of the booth, Chinese and English side by side. What comes from the server stays in its own language.
const WORDS = {
  booth: ["秘密写票", "Secret ballot"],
  large: ["大字", "Large"],
  gap: ["", " "],
  skip: ["跳到正文", "Skip to the text"],
  other: ["English", "中文"],
  trial: ["试投：这张票不计入结果", "Trial: this ballot is not counted"],
  trialMark: ["试投", "Trial"],
  compare: ["与大屏幕核对", "Compare with the wall"],
  ofPage: ["本页", "This page"],
  ofVote: ["选举指纹", "Election fingerprint"],
  compareHint: [
    "这两行应当与大屏幕上的一样。不一样，就不要写票，请找监票人。",
    "Both must be the same as on the wall. If they are not, do not vote; call a scrutineer.",
  ],
  whole: ["全文", "In full"],
  endsAt: [
    "预计 {time} 结束，以主持人宣布为准。",
    "Expected to end at {time}; the chair decides.",
  ],
  notice: ["提醒", "Reminder"],
  idle: [
    "还有 {seconds} 秒没有动作，就会清除你写的内容。",
    "Without a touch, what you wrote is cleared in {seconds} seconds.",
  ],
  idleReceived: [
    "还有 {seconds} 秒没有动作，就会收起回执。",
    "Without a touch, the receipt is put away in {seconds} seconds.",
  ],
  idleStay: ["继续", "Go on"],

  starting: ["正在打开", "Opening"],
  noServer: ["连不上写票主机", "The booth host does not answer"],
  noServerHint: [
    "请看网络是否连好。连上以后会自己继续。",
    "Please check the network. This page goes on by itself.",
  ],
  which: ["你要投哪一次票", "Which vote is yours"],
  none: ["现在没有投票", "There is no vote now"],
  noneHint: [
    "有投票时，这里会自己出现。刚才那次已经结束的，不能再投，请问监票人。",
    "A vote appears here by itself. If you came for one that is over, ask a scrutineer; no more ballots are taken.",
  ],
  stateOpen: ["正在投票", "Open"],
  stateWaiting: ["还没有开始", "Not open yet"],
  stateClosed: ["已经结束", "Over"],
  waiting: ["投票还没有开始", "The vote is not open yet"],
  waitingHint: [
    "主持人宣布开始以后，这里会自己打开。不用刷新。",
    "When the chair opens it, this page goes on by itself. No reload is needed.",
  ],
  over: ["投票已经结束", "The vote is over"],
  overHint: ["结果由主持人宣布。", "The chair announces the result."],
  toVotes: ["看别的投票", "Other votes"],
  mismatch: ["这个页面不能用来写票", "This page cannot be used to vote"],
  mismatchBundle: [
    "页面不是这次投票用的那一版。请重新打开；还是这样，请找监票人。",
    "This page is not the version of this vote. Open it again; if that does not help, call a scrutineer.",
  ],
  mismatchOther: [
    "主机给出的题目与选举文件对不上，所以没有打开。请找监票人。",
    "What the host shows does not agree with the election’s file, so it was not opened. Call a scrutineer.",
  ],
  reopen: ["重新打开", "Open again"],

  code: ["用投票卡开始", "Begin with your voting card"],
  codeHint: [
    "用摄像头扫投票卡上的方码，或者照着输入。",
    "Scan the square code on your card with the camera, or type it.",
  ],
  scan: ["扫投票卡", "Scan the card"],
  scanStop: ["停止扫码", "Stop scanning"],
  scanning: ["把方码放进框里", "Hold the square code in the frame"],
  scanNone: [
    "这台设备的摄像头不能用。请输入投票码。",
    "The camera of this device cannot be used. Please type the code.",
  ],
  scanDenied: [
    "没有得到使用摄像头的许可。请输入投票码，或者在浏览器里允许摄像头。",
    "The camera was not allowed. Please type the code, or allow the camera in the browser.",
  ],
  scanWrong: ["扫到的不是投票码。请对准投票卡上的第二个方码。", "That is no voting code. Aim at the second symbol of the card."],
  type: ["输入投票码", "Type the code"],
  typeHint: [
    "四组，空格和横线不用输。大小写要分清。",
    "Four groups, without spaces and dashes. Capital and small letters differ.",
  ],
  typeHintCapitals: [
    "四组，空格和横线不用输，大小写都可以。",
    "Four groups, without spaces and dashes. Small letters will do.",
  ],
  group: ["第 {group} 组，{size} 个字符", "Group {group}, {size} characters"],
  groupMark: ["第 {group} 组", "Group {group}"],
  enter: ["开始写票", "Begin"],
  entering: ["正在核对投票码", "Checking the code"],
  codeCharacter: [
    "第 {group} 组第 {place} 个字符不对：投票码里没有这个字符。",
    "Character {place} of group {group} is wrong: no code has it.",
  ],
  code_empty: ["还没有输入投票码。", "No code has been typed."],
  code_length: ["投票码没有输完，或者多了字符。", "The code is not complete, or too long."],
  code_checksum: [
    "投票码不对，可能输错了一个字符，或者大小写不对。请对照投票卡再看一遍。",
    "The code is wrong; perhaps one character, or capital and small letters. Please compare it with the card.",
  ],
  code_character: ["投票码里有不对的字符。", "The code has a character that is not possible."],
  not_listed: [
    "这个投票码不在这次投票的名单里，还不能写票。可能是：",
    "This code is not on the list of this vote, so you cannot begin yet. Perhaps:",
  ],
  unlistedTyped: [
    "输错了一个字符。请对照投票卡，一组一组再看一遍。",
    "A character was mistyped. Please compare it with the card, group by group.",
  ],
  unlistedOther: [
    "这是别次会议的卡。请看卡上的会议名称。",
    "The card is of another meeting. Please read the name on it.",
  ],
  unlistedLeft: [
    "这张卡没有发出，或者已经作废、换了纸质票。",
    "The card was never handed out, or was spoiled or exchanged for paper.",
  ],
  unlistedOffice: [
    "名单用错了：请监票人让办公室核对名单。",
    "The wrong list is in use: ask a scrutineer to have the office check it.",
  ],
  unlistedCall: [
    "看过还是这样，请举手找监票人。什么也没有送出，卡没有用掉。",
    "If it stays so, raise your hand for a scrutineer. Nothing was sent and the card is not used up.",
  ],
  codeAgain: ["重新输入投票码", "Type the code again"],

  question: ["第 {number} 项，共 {count} 项", "Question {number} of {count}"],
  pickOne: ["选一个。", "Choose one."],
  pickUpTo: ["最多选 {most} 项，至少选 {least} 项。再点一次取消。", "Choose {least} to {most}. Touch again to take back."],
  pickFree: [
    "最多选 {most} 项，可以少选，也可以一项不选。再点一次取消。",
    "Choose up to {most}, or fewer, or none. Touch again to take back.",
  ],
  pickExactly: ["要选满 {most} 项。再点一次取消。", "Choose exactly {most}. Touch again to take back."],
  mayBeEmpty: ["可以不选；不选的，计为“未选”。", "You may choose none; that counts as “Not chosen”."],
  mayBeBlank: ["也可以投空白票。", "You may also vote blank."],
  blank: ["空白票", "Blank"],
  blankHint: ["这一项不选任何答案", "No answer to this question"],
  takeBack: ["取消选择", "Take back"],
  noteMore: ["全文", "More"],
  noteLess: ["收起", "Less"],
  below: ["下面 {count} 项", "{count} below"],
  listen: ["听：{name}", "Listen: {name}"],
  listenStop: ["停：{name}", "Stop: {name}"],
  listenFailed: ["声音没有放出来。文字就在旁边。", "The sound does not play. The text stands beside it."],
  chosenOf: ["已选 {chosen} 项，还可选 {left} 项", "{chosen} chosen, {left} left"],
  chosenFull: ["已选满 {chosen} 项", "All {chosen} chosen"],
  chosenShort: ["已选 {chosen} 项，还要选 {left} 项", "{chosen} chosen, {left} to go"],
  chosenOne: ["已选：{name}", "Chosen: {name}"],
  chosenNone: ["还没有选", "Nothing chosen yet"],
  chosenBlank: ["已选空白票", "Blank chosen"],
  full: ["已选满 {most} 项，先取消一项。", "All {most} are chosen; take one back first."],
  short: ["还要选 {left} 项，才能往下。", "Choose {left} more before you go on."],
  shortOne: ["请选一个，才能往下。", "Choose one before you go on."],
  next: ["下一项", "Next"],
  previous: ["上一项", "Back"],
  toReview: ["核对选票", "Review"],
  leave: ["不写了", "Stop"],

  review: ["核对选票", "Review your ballot"],
  reviewHint: ["票还没有送出，每一项都可以改。", "Nothing has been sent; every answer can be changed."],
  nothing: ["没有选", "None chosen"],
  reviewCount: ["选了 {chosen} 项", "{chosen} chosen"],
  change: ["改", "Change"],
  changeOf: ["改第 {number} 项", "Change question {number}"],
  encrypt: ["加密选票", "Encrypt the ballot"],
  encryptHint: ["加密以后再送出。加密的票谁也打不开，只能一起算出总数。", "It is encrypted, then sent. Nobody can open one ballot; only the total is opened."],
  sealing: ["正在加密", "Encrypting"],
  sealingHint: ["请不要关掉本页。", "Please keep this page open."],
  sealingPart: ["加密了 {percent}%", "{percent}% encrypted"],
  decide: ["选票已加密，还没有送出", "Encrypted, not sent yet"],
  decideHint: [
    "送出以后不能再改。一张投票卡只能投一张票。",
    "Once sent it cannot be changed. One card casts one ballot.",
  ],
  decideAgainHint: [
    "在结束前可以重投，以最后一次为准（{clause}）。",
    "Until the vote closes you may vote again with the same card; the last ballot counts ({clause}).",
  ],
  castHint: ["送出以后，这台设备不留你的选择。", "Once sent, this device keeps nothing of your choice."],
  cast: ["送出选票", "Cast the ballot"],
  backToReview: ["回去改", "Go back and change"],
  audit: ["检查这张票", "Check this ballot"],
  auditTitle: ["检查这张加密的票", "Check this encrypted ballot"],
  auditHint: [
    "想知道设备是不是照你写的加密，可以打开这张票来查。打开的票作废，不能再投；查完用同一张投票卡重新写。",
    "To see whether this device encrypts what you wrote, the ballot can be opened. An opened ballot is void and can never be cast; afterwards write a new one with the same card.",
  ],
  auditNote: [
    "先记下或者拍下这串字，再打开：",
    "First note or photograph this line, then open it:",
  ],
  auditOpen: ["打开这张票，作废", "Open it and make it void"],
  auditBack: ["不打开，回去", "Do not open, go back"],
  opened: ["这张票已打开，作废", "Opened, and void"],
  openedHint: [
    "里面加密的是下面这些。它没有送出，也不能再送出。",
    "This is what was encrypted in it. It was not sent and never can be.",
  ],
  openedFile: [
    "要用别的程序核对，存下文件，在电脑上运行：",
    "To judge it with another program, save the file and run on a computer:",
  ],
  openedSave: ["存下文件", "Save the file"],
  openedQr: ["先记下的那串字", "The line noted before"],
  again: ["重新写一张", "Write a new one"],

  sending: ["正在送出选票", "Sending the ballot"],
  sendingHint: ["请不要关掉本页。", "Please keep this page open."],
  sendingKept: ["你的选择已经从这台设备清除，送出的只是加密的票。", "Your choice is already gone from this device; only the encrypted ballot is sent."],
  offline: ["没有网络，票还没有送到", "No network: the ballot has not arrived"],
  offlineHint: [
    "票还在本页里。网络一通就自己再送，送几次都只算一张。请不要关掉本页。",
    "The ballot is kept in this page and sent again by itself; however often, it counts once. Please keep this page open.",
  ],
  unreachable: ["主机没有回答，正在再送", "The host does not answer; sending again"],
  busy: ["主机正忙，稍等再送", "The host is busy; sending again soon"],
  notOpen: ["投票还没有开始，开始后自己送出", "Not open yet; it is sent when the chair opens the vote"],
  tries: ["已经送了 {tries} 次", "Times sent: {tries}"],
  sendNow: ["现在再送", "Send again now"],

  received: ["你的票已收到", "Your ballot is received"],
  receivedTrial: ["试投的票已收到", "Your trial ballot is received"],
  verifying: ["正在核验", "Being verified"],
  verified: [
    "已核验。用会场平板的，现在可以归还",
    "Verified. If you used a tablet of the hall, you may return it now",
  ],
  rejected: ["这张票没有通过核验", "This ballot was not verified"],
  rejectedHint: ["请不要离开，请找监票人。", "Please stay and call a scrutineer."],
  replaced: [
    "同一张卡后来又投了一张，这一张不再计入",
    "The same card has voted again: this ballot no longer counts",
  ],
  replacedHint: ["后来那张不是你投的，请找监票人。", "If that was not you, call a scrutineer."],
  castAgain: [
    "这张卡前面投的票不再计入，以这一张为准。前面那张不是你投的，请找监票人。",
    "The earlier ballot of this card no longer counts; this one does. If the earlier one was not yours, call a scrutineer.",
  ],
  receipt: ["回执", "Receipt"],
  tracker: ["追踪码", "Tracker"],
  receiptText: ["回执全文", "The receipt in full"],
  receiptBad: [
    "回执的签名不对。票已送到，但请留住本页，请找监票人。",
    "The receipt’s signature is wrong. The ballot arrived, but keep this page and call a scrutineer.",
  ],
  receiptGood: ["签名已在本机验过。", "Its signature was checked on this device."],
  fact1: ["回执证明票在票箱里，没有改动。", "The receipt proves that the ballot is in the box, unchanged."],
  fact2: ["回执看不出你选了什么。", "The receipt says nothing of what you chose."],
  fact3: ["这台设备没有留下你的选择。", "This device has kept nothing of your choice."],
  done: ["完成", "Done"],
  save: ["存成图片", "Save as a picture"],
  saveHint: ["长按图片可以存下。", "Press and hold the picture to save it."],
  saveFile: ["下载图片", "Download the picture"],
  how: ["怎样用回执核对", "How to use the receipt"],
  how1: [
    "结果宣布以后，在“自行验证”的网页填上回执，就能查到你的票计进去没有；这类事项公布追踪码的，网页还列出计入的每一张票的追踪码。",
    "After the announcement, paste the receipt into the public page “verify” to see whether your ballot was counted. Where trackers are published for this kind of matter, that page lists the tracker of every ballot that counts.",
  ],
  how2: [
    "没有计进去，把回执交给监票人：上面的签名证明主机收过这张票。",
    "If it was not, show the receipt to the scrutineers: its signature proves that the host received the ballot.",
  ],

  how3: [
    "重投过的，以最后一张为准，前面的不计入。在“自行验证”的网页填上下面的卡的校验值，就能查到计入的是哪一张；它不是投票码，也看不出你选了什么。",
    "If you voted again, the last ballot counts and the earlier ones do not. The public page “verify” tells which one counts by the card’s check value below; it is not the code, and says nothing of what you chose.",
  ],
  cardMark: ["卡的校验值", "Check value of the card"],

  refused: ["票没有被收下", "The ballot was not taken"],
  voted: ["这张投票卡已经投过票", "This card has voted already"],
  votedHint: [
    "刚才这张票没有计入。请找监票人。",
    "This ballot does not count. Please call a scrutineer.",
  ],
  tooOften: ["这张投票卡重投的次数太多", "This card has voted again too often"],
  tooOftenHint: [
    "刚才这张票没有计入，前一次投的计入。请找监票人。",
    "This ballot does not count, the one before does. Please call a scrutineer.",
  ],
  notListed: ["这个投票码不在名单里", "This code is not on the list"],
  notListedHint: [
    "票没有收下。可能是输错了，是别次会议的卡，或者这张卡没有发出。请重新输入；还是这样，请举手找监票人。",
    "The ballot was not taken. Perhaps the code was mistyped, or the card is of another meeting, or was never handed out. Type it again, or raise your hand for a scrutineer.",
  ],
  closed: ["投票已经结束", "The vote is over"],
  closedHint: ["你的票没有赶上，没有计入。请找监票人。", "Your ballot came too late and does not count. Please call a scrutineer."],
  noElection: ["没有这次投票", "There is no such vote"],
  noRandomness: ["这个浏览器不能安全写票", "This browser cannot vote safely"],
  noRandomnessHint: ["请换一台设备，或者找监票人。", "Take another device, or call a scrutineer."],
  refusedHint: ["请找监票人。", "Please call a scrutineer."],
  refusedCode: ["代号 {code}", "Code {code}"],
  restart: ["回到开头", "Back to the start"],

  leaving: ["不写了吗", "Stop here?"],
  leavingHint: [
    "写的内容会清除，票没有送出。投票卡还可以用。",
    "What you wrote is cleared and nothing is sent. The card can still be used.",
  ],
  stay: ["接着写", "Go on"],
  leaveNow: ["清除并离开", "Clear and leave"],
  leftIdle: ["三分钟没有动作，写的内容已清除", "Three minutes without a touch: all is cleared"],
  leftIdleHint: [
    "票没有送出，投票卡还可以用。",
    "Nothing was sent. The card can still be used.",
  ],
  leftAsked: ["写的内容已清除", "What you wrote is cleared"],
  leftReceived: ["上一张票已收到，回执已收起", "The last ballot was received; its receipt is put away"],
  leftReceivedHint: ["可以写下一张。", "The next one can be written."],
  begin: ["开始写票", "Begin"],
} as const;

export type Word = keyof typeof WORDS;
export type Language = "zh" | "en";
export type Say = (word: Word, values?: Readonly<Record<string, string | number>>) => string;

export function sayer(language: Language): Say {
  const column = language === "zh" ? 0 : 1;
  return (word, values = {}) =>
    WORDS[word][column].replace(/{(\w+)}/g, (_, name: string) => String(values[name] ?? ""));
}

export function isWord(word: string): word is Word {
  return Object.prototype.hasOwnProperty.call(WORDS, word);
}

// For tests: every word in both languages.
export const ALL: readonly (readonly [string, string])[] = Object.values(WORDS);
