/** Texts of where a round stands: what goes on, who has it, by when, what comes next. The control room brings them, not the entry. */
import type { Translated } from './types.ts';

const zh = {
  title: '当前进展',
  holder: '办理人',
  due: '期限',
  next: '下一步',
  public: '社会公众（可提出异议）',
  system: '系统自动办理',
  say: {
    moving: '本环节已全部办结，系统正在转入下一环节。',
    draft: '本批次为草稿，尚未对外公布。',
    draftDesign: '政策修改尚未采用，须先采用或放弃，才能发布申报通知。',
    draftClosingPast: '申报截止时间已过或尚未填写，须先调整，才能发布申报通知。',
    draftWindow: '距申报截止已不足政策规定的最短申报期 %{days} 天，须先调整截止时间，才能发布申报通知。',
    afterDraft: '核对政策后发布申报通知；发布后政策固定，申报受理至 %{at}。',
    open: '正在接收申报，已收到申请 %{applications} 件；收到后即进入审核。',
    afterOpen: '截止时系统停止接收，未提交的草稿失效；全部申请审核完毕后，由市电子商务办公室抽取评审专家。',
    closed:
      '申报已截止，尚有 %{running} 件申请在审核：推荐单位 %{districts} 件，市电子商务办公室 %{office} 件，申报单位补正 %{correcting} 件。',
    afterCirculation: '全部审核完毕后，由市电子商务办公室抽取评审专家；无符合条件的申请时，直接拟定建议名单。',
    panel: '审核已全部完毕，符合条件的申请 %{qualified} 件，待抽取评审专家。',
    afterPanel: '抽取后评审专家立即收到评审任务，期限 %{days} 个工作日。',
    scoring: '专家评审正在进行，已签署 %{signed} / %{all} 份评分表。',
    afterScoring: '评分表全部签署后，系统按公布的规则排名并固定，由市电子商务办公室拟定建议名单。',
    ranked: '排名已固定，待拟定建议名单。',
    rankedNobody: '本批次没有符合条件的申请，待拟定建议名单（各类别空缺）。',
    afterRanked: '报送后由推进领导小组审议；评审有误的，可写明理由退回重新评审。',
    deliberation: '建议名单已报送，待审议。',
    afterDeliberation: '审议通过后公示 %{days} 个工作日；也可退回市电子商务办公室重新拟定。',
    notice: '正在公示，公示期至 %{at}。',
    noticeSeveral: '另有单独公示的事项，最迟至 %{at}。',
    unobjected: '没有未办结的异议。',
    objected: '未办结的异议 %{open} 件，因此暂停的公示事项 %{paused} 项，其他事项不受影响。',
    afterNotice: '公示期满后，由市电子商务办公室在 %{days} 个工作日内公布结果。',
    afterNoticeObjected:
      '公示期满后，没有异议的事项由市电子商务办公室在 %{days} 个工作日内公布；有异议的事项待异议办结后再办。',
    noticeOver: '公示期已满。',
    afterVerdict:
      '异议不成立的，该事项转入公布；部分成立的，更正后重新公示；成立的，由备选递补并另行公示，无备选的空缺。',
    publication: '公示期已满，待公布的事项 %{ready} 项。',
    publicationLater: '另有 %{lines} 项仍在公示或因异议暂停。',
    afterPublication: '公布后结果对外可见，申报单位收到结果通知书，入选单位可下载证书。',
    afterFirstResults: '公布后结果对外可见，申报单位收到通知；其余事项继续公示，办结后另行公布。',
    published: '结果已公布，本批次评选已经办结。',
    afterPublished: '没有后续评选环节；如有单位放弃或被撤销，由备选递补并另行公示。',
    afterPublishedOpen: '空缺类别 %{places} 个，可由市电子商务办公室重新征集。',
    cancelled: '本批次已取消，不再办理。',
    afterCancelled: '没有后续环节。',
  },
};

const en: Translated<typeof zh> = {
  title: 'Where it stands',
  holder: 'With',
  due: 'By',
  next: 'What comes next',
  public: 'the public (may object)',
  system: 'the system, by itself',
  say: {
    moving: 'This step is complete; the system is moving the round on.',
    draft: 'This round is a draft nobody outside sees.',
    draftDesign: 'Changes of the policy are not taken over: apply or discard them before the call can be published.',
    draftClosingPast: 'The closing has passed or is missing: move it before the call can be published.',
    draftWindow:
      'The closing is nearer than the shortest window of the policy (%{days} days): move it before the call can be published.',
    afterDraft:
      'Check the policy, then publish the call; the policy is frozen from then on and applications are accepted until %{at}.',
    open: 'Applications are being accepted (%{applications} received so far) and examined as they come.',
    afterOpen:
      'At the closing the system stops accepting and drafts that were not submitted expire; once every application is examined, the city office draws the panel.',
    closed:
      'The call has closed. Still under examination: %{running}, of which %{districts} with the recommending bodies, %{office} with the city office, %{correcting} being corrected by the applicants.',
    afterCirculation:
      'Once every application is examined, the city office draws the panel; if none qualifies, it proposes the list at once.',
    panel: 'Every application is examined (%{qualified} qualified); the panel is to be drawn.',
    afterPanel: 'The experts get their reviews at once when they are drawn and have %{days} working days.',
    scoring: 'The experts are reviewing: %{signed} of %{all} score sheets signed.',
    afterScoring:
      'Once every sheet is signed, the system makes the ranking by the published rules and freezes it; the city office then proposes the list.',
    ranked: 'The ranking is frozen; the list is to be proposed.',
    rankedNobody: 'No application qualified; a list that leaves every category open is to be proposed.',
    afterRanked:
      'Once forwarded, the promotion group deliberates on the list; if the review went wrong, it is returned with a reason to be scored again.',
    deliberation: 'The list is proposed and waits for the deliberation.',
    afterDeliberation:
      'Once approved, the list goes on public notice for %{days} working days; it may also be sent back to the city office.',
    notice: 'The public notice is running until %{at}.',
    noticeSeveral: 'Lines noticed on their own run until %{at} at the latest.',
    unobjected: 'No objection is open.',
    objected: 'Objections open: %{open}; lines paused by them: %{paused}. The other lines are not held up.',
    afterNotice: 'When the notice ends, the city office publishes the results within %{days} working days.',
    afterNoticeObjected:
      'When the notice ends, the city office publishes the lines without an objection within %{days} working days; the others follow their verdicts.',
    noticeOver: 'The notice has ended.',
    afterVerdict:
      'A line goes on to publication if its objection is rejected, is noticed again as amended if it is upheld in part, and leaves if it is upheld: a reserve is then noticed in its place, or the place stays open.',
    publication: 'The notice has ended; lines to be published: %{ready}.',
    publicationLater: 'Lines still on notice or paused by an objection: %{lines}.',
    afterPublication:
      'Publishing shows the results to everybody; applicants get their result letters and winners can download their certificates.',
    afterFirstResults:
      'Publishing shows these results to everybody and tells the applicants; the other lines stay on notice and are published when they are through.',
    published: 'The results are published; the selection is complete.',
    afterPublished:
      'No further step of the selection; if a winner gives up or an award is revoked, a reserve is noticed in its place.',
    afterPublishedOpen: 'The city office may call the open categories again (%{places}).',
    cancelled: 'This round was cancelled; nothing more is done in it.',
    afterCancelled: 'No further step.',
  },
};

export type StandingText = keyof typeof zh.say;

export default { zh, en };
