/**
 * The article page's script, as it goes out: relative dates, live counts, the view beacon after
 * three seconds in sight, the device's share sheet. The page is whole without it.
 */
export const articleScript = `(()=>{
const d=document,q=s=>d.querySelector(s),a=q('article[data-post-id]'),id=a.dataset.postId,l=d.documentElement.lang;
const u=[['year',31536e6],['month',2592e6],['week',6048e5],['day',864e5],['hour',36e5],['minute',6e4]];
const f=new Intl.RelativeTimeFormat(l,{numeric:'auto'});
for(const t of d.querySelectorAll('time[data-relative]')){const s=new Date(t.dateTime)-Date.now(),w=u.find(w=>Math.abs(s)>=w[1]);if(w){t.title=t.textContent;t.textContent=f.format(Math.round(s/w[1]),w[0])+' ('+t.dateTime.slice(0,10)+')'}}
fetch('/api/posts/'+id+'/live').then(r=>r.json()).then(r=>{const v=q('[data-views] b');if(v)v.textContent=r.views.toLocaleString(l)}).catch(()=>{});
let k;const see=()=>{clearTimeout(k);if(d.visibilityState=='visible'&&!d.prerendering)k=setTimeout(()=>{const n='seen'+id;try{if(sessionStorage[n])return;sessionStorage[n]=1}catch{}navigator.sendBeacon('/api/posts/'+id+'/view')},3e3)};
d.addEventListener('visibilitychange',see);d.addEventListener('prerenderingchange',see);see();
const b=q('[data-copy]');b.hidden=0;b.onclick=async()=>{const p={title:d.title,url:b.dataset.copy};if(navigator.share)try{return await navigator.share(p)}catch(e){if(e.name=='AbortError')return}
await navigator.clipboard.writeText(p.url);b.textContent+=' ✓'}
})()`
