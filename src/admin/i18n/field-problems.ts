import type { Translations } from './problem-text.ts'

/** What the API says of fields, in zh-CN and zh-TW. */
export const fieldProblems: Translations = {
  'This is missing': ['此项不能缺少', '此項不能缺少'],
  'Must not be empty': ['不能为空', '不能為空'],
  'Must have at most {n} characters': ['最多 {n} 个字符', '最多 {n} 個字元'],
  'Must have at most {n} entries': ['最多 {n} 项', '最多 {n} 項'],
  'Must be {n} or more': ['不能小于 {n}', '不能小於 {n}'],
  'Must be {n} or less': ['不能大于 {n}', '不能大於 {n}'],
  'Must be a whole number': ['须为整数', '須為整數'],
  'Must be an e-mail address': ['须为电子邮箱地址', '須為電子郵件地址'],
  'Must be {expected}, not {received}': [
    '须为 {expected}，不能是 {received}',
    '須為 {expected}，不能是 {received}',
  ],

  'A post needs a title': ['文章需要标题', '文章需要標題'],
  'Must be at most {n} kB long; split it into several posts': [
    '最多 {n} kB，请拆成几篇文章',
    '最多 {n} kB，請拆成幾篇文章',
  ],
  'Must be letters, digits and hyphens, at most 120 characters, such as "{better}"': [
    '只能用字母、数字和连字符，最多 120 个字符，例如“{better}”',
    '只能用字母、數字和連字號，最多 120 個字元，例如「{better}」',
  ],
  'Must be letters, digits and hyphens, at most 120 characters': [
    '只能用字母、数字和连字符，最多 120 个字符',
    '只能用字母、數字和連字號，最多 120 個字元',
  ],
  'Must be letters, digits and hyphens, such as "field-notes"': [
    '只能用字母、数字和连字符，例如“field-notes”',
    '只能用字母、數字和連字號，例如「field-notes」',
  ],
  '"{slug}" may be the address of something else; "{free}" is free': [
    '“{slug}”可能是别的页面的地址，可以用“{free}”',
    '「{slug}」可能是別的頁面的網址，可以用「{free}」',
  ],
  'Must be at most 900000000000000, so that further posts find room': [
    '最大为 900000000000000，好给以后的文章留出编号',
    '最大為 900000000000000，好替以後的文章留下編號',
  ],
  '"{slug}" is the slug of post {id}; "{free}" is free': [
    '“{slug}”已是文章 {id} 的别名，可以用“{free}”',
    '「{slug}」已是文章 {id} 的代稱，可以用「{free}」',
  ],
  'Must be an ISO 8601 time with a four-digit year, such as 2026-09-27T08:00:00Z': [
    '须为 ISO 8601 时间，年份四位，例如 2026-09-27T08:00:00Z',
    '須為 ISO 8601 時間，年份四位，例如 2026-09-27T08:00:00Z',
  ],
  'A scheduled post needs the time at which it is to appear': [
    '定时文章需要发布时间',
    '排程文章需要發布時間',
  ],
  'Must be a language tag such as zh-CN or en': [
    '须为语言代码，例如 zh-CN 或 en',
    '須為語言代碼，例如 zh-CN 或 en',
  ],
  'Must be an http(s) address or a path of this site, such as /media/…': [
    '须为 http(s) 地址或本站路径，例如 /media/…',
    '須為 http(s) 網址或本站路徑，例如 /media/…',
  ],
  'Must be a whole http or https address, such as https://example.com/first-here, or empty': [
    '须为完整的 http 或 https 地址，例如 https://example.com/first-here，或留空',
    '須為完整的 http 或 https 網址，例如 https://example.com/first-here，或留空',
  ],
  'Must be an http or https address, or empty': [
    '须为 http 或 https 地址，或留空',
    '須為 http 或 https 網址，或留空',
  ],
  'Must be an http or https address': ['须为 http 或 https 地址', '須為 http 或 https 網址'],
  'An author writes under their own name, "{name}"': [
    '作者只能署自己的名字“{name}”',
    '作者只能署自己的名字「{name}」',
  ],
  'Only editors pin posts, and say how often they were read': [
    '只有编辑可以置顶文章或设定浏览数',
    '只有編輯可以置頂文章或設定瀏覽數',
  ],
  'Another post has this externalId': [
    '另一篇文章已使用这个 externalId',
    '另一篇文章已使用這個 externalId',
  ],
  'There is a post {id} already; leave the id out to get the next free one': [
    '已有文章 {id}，不填 id 会自动取下一个',
    '已有文章 {id}，不填 id 會自動取下一個',
  ],
  'A draft has at most 1.98 MB': ['草稿最多 1.98 MB', '草稿最多 1.98 MB'],
  'Too long to be kept: HTML, headings and plain text may have 1.98 MB together; split it into several posts':
    [
      '太长，存不下：HTML、标题和纯文本合计最多 1.98 MB，请拆成几篇',
      '太長，存不下：HTML、標題和純文字合計最多 1.98 MB，請拆成幾篇',
    ],

  'Each word has 1 to 60 characters': ['每个词 1 到 60 个字符', '每個詞 1 到 60 個字元'],
  'At most 500 words': ['最多 500 个词', '最多 500 個詞'],
  'Must be an IANA time zone such as Asia/Shanghai': [
    '须为 IANA 时区，例如 Asia/Shanghai',
    '須為 IANA 時區，例如 Asia/Taipei',
  ],
  'Must be a colour such as #0b6e5f': ['须为颜色，例如 #0b6e5f', '須為顏色，例如 #0b6e5f'],
  'Must be an e-mail address, or empty': ['须为电子邮箱地址，或留空', '須為電子郵件地址，或留空'],
  'Must be the site key: letters, digits, - and _ only, or empty': [
    '须为站点密钥：只含字母、数字、- 和 _，或留空',
    '須為網站金鑰：只含字母、數字、- 和 _，或留空',
  ],
  'A permalink begins with /, such as /{id}.html': [
    '固定链接须以 / 开头，例如 /{id}.html',
    '固定連結須以 / 開頭，例如 /{id}.html',
  ],
  'A permalink pattern has at most 100 characters': [
    '固定链接格式最多 100 个字符',
    '固定連結格式最多 100 個字元',
  ],
  '{{wrong}} is not one of {{fields}}': [
    '{{wrong}} 不在 {{fields}} 之中',
    '{{wrong}} 不在 {{fields}} 之中',
  ],
  '/{segment} is taken by the site itself': ['/{segment} 已被网站占用', '/{segment} 已被網站占用'],
  'A permalink holds letters, digits, - . _ ~ / and the fields only': [
    '固定链接只能含字母、数字、- . _ ~ / 和字段',
    '固定連結只能含字母、數字、- . _ ~ / 和欄位',
  ],
  'A permalink ends with {id} or {slug}, then .html or / if wanted': [
    '固定链接须以 {id} 或 {slug} 结尾，其后可加 .html 或 /',
    '固定連結須以 {id} 或 {slug} 結尾，其後可加 .html 或 /',
  ],
  'A permalink has no empty segment': ['固定链接不能有空的一段', '固定連結不能有空的一段'],
  'A permalink has no segment . or ..': [
    '固定链接不能有 . 或 .. 这样的一段',
    '固定連結不能有 . 或 .. 這樣的一段',
  ],
  'This deployment has no Workers Cache: set `enabled = true` below [cache] in wrangler.toml, and deploy':
    [
      '此部署没有 Workers Cache：请在 wrangler.toml 的 [cache] 下设置 `enabled = true` 后重新部署',
      '此部署沒有 Workers Cache：請在 wrangler.toml 的 [cache] 下設定 `enabled = true` 後重新部署',
    ],
  'This needs a zone to purge: set SITE_URL, PURGE_ZONE_ID and the secret PURGE_TOKEN, and deploy':
    [
      '需要可清除缓存的区域：请设置 SITE_URL、PURGE_ZONE_ID 和密钥 PURGE_TOKEN 后重新部署',
      '需要可清除快取的區域：請設定 SITE_URL、PURGE_ZONE_ID 和密鑰 PURGE_TOKEN 後重新部署',
    ],
  'Lists, quotations or HTML lie within each other more than {n} levels deep; take some levels out':
    [
      '列表、引用或 HTML 嵌套超过 {n} 层，请减少层数',
      '清單、引用或 HTML 巢狀超過 {n} 層，請減少層數',
    ],
  'Must be ASCII without spaces': ['只能用 ASCII 字符，不含空格', '只能用 ASCII 字元，不含空格'],

  'Must be a path of this site, such as /old-page.html': [
    '须为本站路径，例如 /old-page.html',
    '須為本站路徑，例如 /old-page.html',
  ],
  'The percent-encoding of this path is broken': ['路径的百分号编码有误', '路徑的百分號編碼有誤'],
  'Must be a path of this site or an http(s) address': [
    '须为本站路径或 http(s) 地址',
    '須為本站路徑或 http(s) 網址',
  ],
  'This path has a redirect already; change that one': [
    '此路径已有重定向，请直接修改它',
    '此路徑已有重新導向，請直接修改它',
  ],
  'A path cannot lead to itself': ['路径不能指向自己', '路徑不能指向自己'],
  'A tag cannot be merged into itself': ['标签不能合并到自己', '標籤不能合併到自己'],
  'A category cannot lie within itself': ['分类不能放在自己之下', '分類不能放在自己之下'],
  'This name is taken; choose another one': ['名称已被占用，请换一个', '名稱已被占用，請換一個'],
  'This slug is taken; choose another one': ['别名已被占用，请换一个', '代稱已被占用，請換一個'],
  '"{name}" may sign in already': ['“{name}”已经可以登录', '「{name}」已經可以登入'],
  'This is the address of {name} already': ['这已是{name}的邮箱', '這已是{name}的信箱'],
  'Choose at least one scope': ['请至少选一项权限', '請至少選一項權限'],
  'Send the image as multipart/form-data in a field named "file"': [
    '请以 multipart/form-data 上传图片，字段名为“file”',
    '請以 multipart/form-data 上傳圖片，欄位名為「file」',
  ],
}
