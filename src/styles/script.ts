import { compactScript } from './compact.ts'

/**
 * In the head, before anything is painted: what the reader chose last time, and that buttons which
 * need a script may be shown. One that came later would move what is painted already.
 */
export const choiceScript = compactScript(`
{
const d=document.documentElement.dataset;
d.js='';
if(navigator.share)d.sheet='';
try{for(const k of['theme','size'])if(localStorage[k])d[k]=localStorage[k]}catch{}
}
`)

/**
 * Right below the line with the date, so that the date is relative when it is first painted; for
 * the dates of comments called again once they are there. Days are those of the site's clocks, which
 * dates are written by; the words stand in the page, for Intl takes a slow phone a tenth of a second.
 */
export const dateScript = compactScript(`
{
const w=document.currentScript.dataset.ago.split('|');
say=(f,n)=>{
const[a,b=a]=f.split('/');
return(n==1?a:b).replace('#',(n+'').replace(/\\B(?=(...)+$)/g,','))
};
(ago=()=>{
for(const t of document.querySelectorAll('time[data-relative]')){
const a=t.dateTime,p=Date.parse,N=Date.now(),s=N-p(a),l=p(a.slice(0,19)+'Z'),d=Math.floor((l+s)/864e5)-Math.floor(l/864e5),[i,n]=s<36e5?[0,s/6e4]:d<1?[1,s/36e5]:d<7?[2,d]:d<31?[3,d/7]:d<366?[4,d/30.44]:[5,d/365.25];
if(s>=6e4)t.textContent=say(w[i],n|0)+' ('+a.slice(d<231?5:0,10)+')'
}
})()
}
`)

/** On every page: the switches of theme and text size, which do nothing without a script. */
export const siteScript = compactScript(`
(()=>{
const d=document,h=d.documentElement.dataset,keep=(k,v)=>{
h[k]=v;
try{localStorage[k]=v}catch{}
};
for(const b of d.querySelectorAll('.tools button'))b.onclick=()=>b.name=='size'?keep('size',{l:'xl',xl:''}[h.size]??'l'):keep('theme',(h.theme||(matchMedia('(prefers-color-scheme:dark)').matches?'dark':''))=='dark'?'light':'dark')
})()
`)

/**
 * On pages of an article: dates of comments, live counts, the view beacon after three seconds in
 * sight, sharing, and comments without leaving the page. The page is whole without it.
 */
export const articleScript = compactScript(`
(()=>{
const d=document,q=s=>d.querySelector(s),c=q('#comments'),p='/api/posts/'+c.dataset.post+'/',N=Date.now;
const put=(k,n)=>{const e=q('[data-'+k+']');if(e&&n)e.textContent=say(e.dataset[k],n)};
ago();
let k,asked;
const see=()=>{
clearTimeout(k);
if(d.prerendering||d.visibilityState!='visible')return;
if(!asked){asked=1;fetch(p+'live').then(r=>r.json()).then(r=>{put('views',r.views);put('count',r.comments)}).catch(()=>{})}
if(q('[data-views]'))k=setTimeout(()=>{
try{if(sessionStorage[p])return;sessionStorage[p]=1}catch{}
navigator.sendBeacon(p+'view')
},3e3)
};
d.onvisibilitychange=d.onprerenderingchange=see;
see();
const b=q('[data-copy]');
if(b){
const a=b.dataset.copy,n=navigator;
b.onclick=()=>n.clipboard.writeText(a).then(()=>b.append(' ✓'));
q('[data-send]').onclick=()=>n.share({title:d.title,url:a}).catch(()=>{})
}
const F=q('#comment-form');
if(F){
const E=F.elements,who=['name','email','url'],S=q('#comment-form [role=status]'),C=q('[data-cancel]'),to=(i,t)=>{E.parentId.value=i;C.hidden=!i;C.firstChild.textContent=t};
let t0,g={};
try{g=JSON.parse(localStorage.guest)}catch{}
for(const n of who)E[n].value=E[n].value||g[n]||'';
F.oninput=()=>{t0??=N()};
C.lastChild.onclick=()=>{to('');E.body.focus()};
for(const r of d.querySelectorAll('.reply'))r.onclick=e=>{
const i=r.closest('li');
e.preventDefault();
to(i.id.slice(8),r.textContent+' '+i.querySelector('bdi').textContent);
E.body.focus()
};
F.onsubmit=async e=>{
e.preventDefault();
const o=Object.fromEntries(new FormData(F));
o.elapsed=N()-t0;
try{localStorage.guest=JSON.stringify(o,who)}catch{}
try{
const r=await fetch(F.action,{method:'POST',headers:{'Content-Type':'application/json'},body:JSON.stringify(o)}),j=await r.json();
S.textContent=j.message||j.detail;
if(r.ok){S.append('\\n\\n'+o.body);E.body.value='';to('')}
}catch{S.textContent=F.dataset.unsent}
}
}
})()
`)

/**
 * Where Turnstile is set up: it is asked for when somebody begins to write, and not before. Its
 * answer is good for one comment, so once that is under way it is asked again.
 */
export const turnstileScript = compactScript(`
{
const f=document.querySelector('#comment-form');
f.addEventListener('focusin',()=>{
const s=document.createElement('script');
s.src='https://challenges.cloudflare.com/turnstile/v0/api.js';
document.head.append(s)
},{once:true});
f.addEventListener('submit',()=>setTimeout(()=>window.turnstile?.reset()))
}
`)

/** Where links within the site are about to be followed, the next page is made ready. */
export const speculation = JSON.stringify({
  prerender: [
    {
      where: {
        and: [
          { href_matches: '/*' },
          { not: { href_matches: ['/api/*', '/media/*', '/feed.xml'] } },
        ],
      },
      eagerness: 'moderate',
    },
  ],
})
