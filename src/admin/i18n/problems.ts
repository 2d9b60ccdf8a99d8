import { fieldProblems } from './field-problems.ts'
import type { Translations } from './problem-text.ts'

/**
 * What the API says when it refuses something, in zh-CN and zh-TW. Its own words are English, for
 * programs too; `{what}` stands for words that have a row themselves.
 */
export const problems: Translations = {
  ...fieldProblems,

  'There is no {what}': ['找不到{what}', '找不到{what}'],
  'post {id}': ['文章 {id}', '文章 {id}'],
  'draft {id} of yours': ['你的草稿 {id}', '你的草稿 {id}'],
  'tag {id}': ['标签 {id}', '標籤 {id}'],
  'category {id}': ['分类 {id}', '分類 {id}'],
  'author {id}': ['作者 {id}', '作者 {id}'],
  'friend link {id}': ['友情链接 {id}', '友情連結 {id}'],
  'redirect {id}': ['重定向 {id}', '重新導向 {id}'],
  'comment {id}': ['评论 {id}', '留言 {id}'],
  'token {id}': ['令牌 {id}', '權杖 {id}'],
  'file {key}': ['文件 {key}', '檔案 {key}'],
  'There is no {method} {path}; GET /api/admin/openapi.json lists what there is': [
    '没有 {method} {path}，可用的接口见 GET /api/admin/openapi.json',
    '沒有 {method} {path}，可用的介面見 GET /api/admin/openapi.json',
  ],
  'There is no {method} /api/{path}': ['没有 {method} /api/{path}', '沒有 {method} /api/{path}'],
  'There is nothing at this address': ['这个地址没有内容', '這個網址沒有內容'],
  'Nobody with the id {id} may sign in': [
    '编号 {id} 的人没有登录权限',
    '編號 {id} 的人沒有登入權限',
  ],
  'Post {id} has no revision {revision}': [
    '文章 {id} 没有版本 {revision}',
    '文章 {id} 沒有版本 {revision}',
  ],
  'You have no such passkey': ['你没有这个通行密钥', '你沒有這個通行密鑰'],

  'This post is in the trash. Restore it before changing it': [
    '文章在回收站里，请先恢复再修改',
    '文章在回收桶裡，請先還原再修改',
  ],
  'The post is in the trash already; DELETE with ?permanent=true removes it for good': [
    '文章已在回收站里',
    '文章已在回收桶裡',
  ],
  'The post is not in the trash': ['文章不在回收站里', '文章不在回收桶裡'],
  'Only a post in the trash can be removed for good; DELETE it without permanent': [
    '只有回收站里的文章才能彻底删除',
    '只有回收桶裡的文章才能徹底刪除',
  ],
  'Somebody has saved revision {n} in the meantime. Load the post again, apply your change to it and save with If-Match: "{same}"':
    [
      '其间有人保存了版本 {n}，请重新载入文章，改好后再保存',
      '其間有人儲存了版本 {n}，請重新載入文章，改好後再儲存',
    ],
  'If-Match must be the ETag of the post, its revision in quotes, such as "3"': [
    'If-Match 须为文章的 ETag，即带引号的版本号，例如 "3"',
    'If-Match 須為文章的 ETag，即帶引號的版本號，例如 "3"',
  ],
  'Post {id} was saved as revision {n}, but cannot be read back right now. Load it again in a minute; do not save it a second time':
    [
      '文章 {id} 已保存为版本 {n}，但暂时读不回来。请一分钟后重新载入，不要再保存一次',
      '文章 {id} 已儲存為版本 {n}，但暫時讀不回來。請一分鐘後重新載入，不要再儲存一次',
    ],
  'Another window has written this draft. Start one of your own with POST': [
    '另一个窗口已写入这份草稿',
    '另一個視窗已寫入這份草稿',
  ],

  'The file is not a PNG, JPEG, GIF, WebP, AVIF or SVG image': [
    '文件不是 PNG、JPEG、GIF、WebP、AVIF 或 SVG 图片',
    '檔案不是 PNG、JPEG、GIF、WebP、AVIF 或 SVG 圖片',
  ],
  'An image has at most {n} MB; make it smaller first': [
    '图片最大 {n} MB，请先缩小',
    '圖片最大 {n} MB，請先縮小',
  ],
  'An image has at most {n} million pixels, and this one {width} × {height}; make it smaller first':
    [
      '图片最多 {n} 百万像素，这张是 {width} × {height}，请先缩小',
      '圖片最多 {n} 百萬像素，這張是 {width} × {height}，請先縮小',
    ],
  'The body has more than {n} MB. A post takes up to 900 kB of Markdown, an image up to 10 MB': [
    '内容超过 {n} MB。文章的 Markdown 最多 900 kB，图片最大 10 MB',
    '內容超過 {n} MB。文章的 Markdown 最多 900 kB，圖片最大 10 MB',
  ],
  'Posts show this file: {titles}. Remove it with force=true': [
    '有文章用到这个文件：{titles}',
    '有文章用到這個檔案：{titles}',
  ],
  'A site has at most {n} friend links; remove one first': [
    '友情链接最多 {n} 个，请先移除一个',
    '友情連結最多 {n} 個，請先移除一個',
  ],
  'Another run of this job is under way; try again in a minute': [
    '这个任务正在运行，请一分钟后再试',
    '這個任務正在執行，請一分鐘後再試',
  ],

  'Too many attempts to sign in from this address. Wait a minute and try again': [
    '此地址登录尝试过多，请一分钟后再试',
    '此位址登入嘗試過多，請一分鐘後再試',
  ],
  'This is not the ADMIN_TOKEN the site was set up with': [
    '这不是建站时设置的 ADMIN_TOKEN',
    '這不是建站時設定的 ADMIN_TOKEN',
  ],
  'The code is wrong, used already or has expired': [
    '代码有误、已用过或已过期',
    '代碼有誤、已用過或已過期',
  ],
  'This passkey is not one of this site, or it took too long. Try again': [
    '这不是本站的通行密钥，或等待过久，请再试一次',
    '這不是本站的通行密鑰，或等待過久，請再試一次',
  ],
  'The passkey could not be verified. Try again': [
    '通行密钥验证失败，请再试一次',
    '通行密鑰驗證失敗，請再試一次',
  ],
  'The passkey could not be verified, or it took too long. Try again': [
    '通行密钥验证失败，或等待过久，请再试一次',
    '通行密鑰驗證失敗，或等待過久，請再試一次',
  ],
  'This account may not sign in any more': ['这个账号已不能登录', '這個帳號已不能登入'],
  "The owner's token is nobody's account. Sign in at /admin first": [
    '站长令牌不是任何人的账号，请先在 /admin 登录',
    '站長權杖不是任何人的帳號，請先在 /admin 登入',
  ],
  'The token is not one of this site, or it has expired. Send the ADMIN_TOKEN or one made in /admin/tokens':
    [
      '令牌不是本站的，或已过期。请用 ADMIN_TOKEN 或在 /admin/tokens 新建的令牌',
      '權杖不是本站的，或已過期。請用 ADMIN_TOKEN 或在 /admin/tokens 新建的權杖',
    ],
  'Send the token of this site: Authorization: Bearer TOKEN; or sign in at /admin': [
    '登录已失效，请在 /admin 重新登录',
    '登入已失效，請在 /admin 重新登入',
  ],
  'This site has no ADMIN_TOKEN yet: set it with `npx wrangler secret put ADMIN_TOKEN`': [
    '本站还没有 ADMIN_TOKEN，请运行 `npx wrangler secret put ADMIN_TOKEN` 设置',
    '本站還沒有 ADMIN_TOKEN，請執行 `npx wrangler secret put ADMIN_TOKEN` 設定',
  ],
  'This request does not come from the pages of this site. Send a token instead': [
    '请求不是从本站页面发出的',
    '請求不是從本站頁面發出的',
  ],
  'Nobody may use {operation}': ['无人可用 {operation}', '無人可用 {operation}'],
  "This takes the role of {what}, in a session of /admin or with the owner's token": [
    '需要{what}角色',
    '需要{what}角色',
  ],
  owner: ['站长', '站長'],
  editor: ['编辑', '編輯'],
  author: ['作者', '作者'],
  'This takes a token of {whose} account with the scope "{scope}"': [
    '令牌的权限不够，需要“{scope}”',
    '權杖的權限不夠，需要「{scope}」',
  ],
  'An author may only see and change posts of their own': [
    '作者只能查看和修改自己的文章',
    '作者只能檢視和修改自己的文章',
  ],
  'The site needs an owner who may sign in. Make somebody else one first': [
    '网站需要一位能登录的站长，请先让别人成为站长',
    '網站需要一位能登入的站長，請先讓別人成為站長',
  ],
  'This author may sign in. Remove the person first, who then no longer may': [
    '这位作者可以登录，请先在“成员”里移除',
    '這位作者可以登入，請先在「成員」裡移除',
  ],

  'Send JSON, with Content-Type: application/json': [
    '请发送 JSON，并设置 Content-Type: application/json',
    '請傳送 JSON，並設定 Content-Type: application/json',
  ],
  'The body is not JSON: {reason}': ['内容不是 JSON：{reason}', '內容不是 JSON：{reason}'],
  'The database was lost while it saved, so nobody can tell whether it did. Load what you were changing again before you try once more':
    [
      '保存时数据库中断，不知是否存下。请重新载入所改的内容，再决定是否重试',
      '儲存時資料庫中斷，不知是否存下。請重新載入所改的內容，再決定是否重試',
    ],
  'The database cannot be reached right now. {what} again in a minute': [
    '现在连不上数据库，{what}',
    '現在連不上資料庫，{what}',
  ],
  Try: ['请一分钟后再试', '請一分鐘後再試'],
  'Nothing was saved; try': ['什么都没有保存，请一分钟后再试', '什麼都沒有儲存，請一分鐘後再試'],
  'It was saved, but the answer could not be read back; look at it': [
    '已经保存，但读不回结果，请一分钟后再看',
    '已經儲存，但讀不回結果，請一分鐘後再看',
  ],
}
