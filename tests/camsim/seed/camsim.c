/* camsim: a minimal GenTL 1.5 producer that serves simulated Chameleon3 cameras.
 * Declarations written from the GenTL interface (no vendor header needed).
 * build: python3 gen_xml.py && gcc -O2 -Wall -fvisibility=hidden -shared -fPIC -o camsim.cti camsim.c -lpthread -lm -lrt */
#define _GNU_SOURCE
#include <stdint.h>
#include <stddef.h>
#include <string.h>
#include <stdlib.h>
#include <stdio.h>
#include <pthread.h>
#include <time.h>
#include <math.h>
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>
#include <sys/mman.h>
#include "regs.h"
#define API __attribute__((visibility("default")))
typedef int32_t E; typedef uint8_t b8;
enum { OK=0, ERR=-1001, NOINIT=-1002, NOIMPL=-1003, INUSE=-1004, ACCESS=-1005, BADH=-1006, BADID=-1007, NODATA=-1008, BADPAR=-1009, IOE=-1010, TMO=-1011, ABORTED=-1012, BADBUF=-1013, NA=-1014, BADADDR=-1015, SMALL=-1016, BADIDX=-1017, BUSY=-1022 };
enum { T_STR=1, T_I32=5, T_U32=6, T_U64=8, T_F64=9, T_PTR=10, T_B8=11, T_SZ=12 };
enum { K_TL=0x7101, K_IF, K_DEV, K_RDEV, K_DS, K_BUF, K_EV };
#define NCAM 64
#define SW 1280
#define SH 1024
#define CTL_HDR 4096
typedef struct { uint32_t magic, w, h, seq; volatile uint32_t unplug, drop_every, incomplete_every, stall, line_status, swtrig, owner; uint32_t pad; volatile uint64_t made, delivered, underrun; volatile double ref_us; } ctl_t;
typedef struct buf { int kind; struct dev *d; uint8_t *p; size_t sz; void *user; int own, announced, queued, has; int incomplete; uint64_t fid, ts; uint32_t w,h,ox,oy,pf; size_t filled, imgsz; int chunk; double exp,gain; uint32_t lines; struct buf *next; } buf_t;
typedef struct ev { int kind; struct dev *d; int type; int killed; } ev_t;
typedef struct hdl { int kind; struct dev *d; } hdl_t;
typedef struct dev { hdl_t local, remote, ds; int idx; char id[64], serial[32]; uint8_t mem[0x2000]; pthread_mutex_t mu; pthread_cond_t cv; pthread_t th; int running, th_live, open, ds_open, cam_on; int64_t toacq; buf_t *all[256]; int nall; buf_t *inh,*int_; buf_t *outh,*outt; int nin,nout; ev_t ev; int ev_reg; uint64_t fid, delivered, underrun; ctl_t *ctl; uint8_t *scene; uint8_t lut[256]; int line_out; } dev_t_;
typedef dev_t_ dev;
static dev D[NCAM]; static int nD=0, inited=0, tl_open=0, if_open=0; static hdl_t TLH={K_TL,0}, IFH={K_IF,0};
static pthread_mutex_t G=PTHREAD_MUTEX_INITIALIZER;
static __thread E last_e; static __thread char last_t[256];
static E fail(E e,const char*t){ last_e=e; snprintf(last_t,sizeof last_t,"camsim: %s",t); return e; }
static uint64_t now_ns(void){ struct timespec t; clock_gettime(CLOCK_MONOTONIC,&t); return t.tv_sec*1000000000ull+t.tv_nsec; }
/* ---- registers */
static uint32_t g32(dev*d,unsigned a){ uint32_t v; memcpy(&v,d->mem+a,4); return v; }
static void s32(dev*d,unsigned a,uint32_t v){ memcpy(d->mem+a,&v,4); }
static double gf(dev*d,unsigned a){ double v; memcpy(&v,d->mem+a,8); return v; }
static void sf(dev*d,unsigned a,double v){ memcpy(d->mem+a,&v,8); }
static void ss(dev*d,unsigned a,const char*s){ memset(d->mem+a,0,64); strncpy((char*)d->mem+a,s,63); }
static unsigned bpp(uint32_t pf){ return (pf>>16)&0xff; }
static size_t imgsize(dev*d){ return (size_t)g32(d,R_Width)*g32(d,R_Height)*bpp(g32(d,R_PixelFormat))/8; }
static void derive(dev*d){
  unsigned bin = g32(d,R_VideoMode)==1 ? 2 : 1; s32(d,R_BinningHorizontal,bin); s32(d,R_BinningVertical,bin);
  s32(d,R_WidthMax,SW/bin); s32(d,R_HeightMax,SH/bin); s32(d,R_WidthLimit,SW/bin); s32(d,R_HeightLimit,SH/bin);
  if(g32(d,R_Width)>SW/bin) s32(d,R_Width,SW/bin); if(g32(d,R_Height)>SH/bin) s32(d,R_Height,SH/bin);
  s32(d,R_OffsetXMax,SW/bin-g32(d,R_Width)); s32(d,R_OffsetYMax,SH/bin-g32(d,R_Height));
  if(g32(d,R_OffsetX)>g32(d,R_OffsetXMax)) s32(d,R_OffsetX,g32(d,R_OffsetXMax)); if(g32(d,R_OffsetY)>g32(d,R_OffsetYMax)) s32(d,R_OffsetY,g32(d,R_OffsetYMax));
  size_t img=imgsize(d); s32(d,R_PayloadSize,(uint32_t)(img+(g32(d,R_ChunkModeActive)?128:0)));
  double fmax=fmin(150.7157*SH/ (g32(d,R_Height)*(double)bin*(bin==2?0.5:1)+8)*1.0, g32(d,R_DeviceLinkThroughputLimit)/(double)img); if(fmax>600)fmax=600; /* sensor readout or link limit */
  sf(d,R_AcquisitionFrameRateMax,fmax);
  double f=gf(d,R_AcquisitionFrameRate); if(g32(d,R_AcquisitionFrameRateAuto)||!g32(d,R_AcquisitionFrameRateEnabled)) f=fmax; if(f>fmax) f=fmax; if(f<1) f=1; sf(d,R_AcquisitionFrameRate,f);
  double emax = (g32(d,R_AcquisitionFrameRateEnabled)? 1e6/f-60 : 52307.72); if(emax<7)emax=7; sf(d,R_ExposureTimeMax,emax);
  double ex=gf(d,R_ExposureTime); if(ex>emax) ex=emax; sf(d,R_ExposureTime,ex);
  double k = ex/d->ctl->ref_us*pow(10,gf(d,R_Gain)/20), bl=gf(d,R_BlackLevel)*2.55, ga=g32(d,R_GammaEnabled)?gf(d,R_Gamma):1;
  for(int i=0;i<256;i++){ double v=i*k+bl; if(v>255)v=255; if(ga!=1) v=255*pow(v/255,1/ga); d->lut[i]=(uint8_t)(v+.5); }
}
static void defaults(dev*d){
  s32(d,R_SensorWidth,SW); s32(d,R_SensorHeight,SH); s32(d,R_Width,SW); s32(d,R_Height,SH); s32(d,R_OffsetX,0); s32(d,R_OffsetY,0); s32(d,R_VideoMode,0);
  s32(d,R_PixelFormat,0x01080001); s32(d,R_AcquisitionMode,0); s32(d,R_AcquisitionFrameCount,1);
  s32(d,R_AcquisitionFrameRateAuto,2); s32(d,R_AcquisitionFrameRateEnabled,1); s32(d,R_ExposureAuto,2); s32(d,R_GainAuto,2); sf(d,R_ExposureTime,6573.55); sf(d,R_Gain,0);
  sf(d,R_AutoExposureTimeLowerLimit,6.377); sf(d,R_AutoExposureTimeUpperLimit,6573.55); sf(d,R_AutoGainUpperLimit,18.06); sf(d,R_BlackLevel,1.953125); sf(d,R_Gamma,1); s32(d,R_GammaEnabled,0); s32(d,R_Sharpness,1024);
  sf(d,R_DeviceTemperature,41.85); s32(d,R_DeviceMaxThroughput,198112000); s32(d,R_DeviceLinkThroughputLimit,198112000); s32(d,R_TriggerMode,0); s32(d,R_TriggerSource,1); s32(d,R_TriggerActivation,1); s32(d,R_ChunkModeActive,0); s32(d,R_LineStatusAll,14);
  derive(d);
}
static int mapctl(dev*d){
  char n[64]; snprintf(n,sizeof n,"/camsim_%s",d->serial); int fd=shm_open(n,O_RDWR|O_CREAT,0600); if(fd<0) return -1;
  size_t L=CTL_HDR+SW*SH; if(ftruncate(fd,L)){close(fd);return -1;} void*p=mmap(0,L,PROT_READ|PROT_WRITE,MAP_SHARED,fd,0); close(fd); if(p==MAP_FAILED) return -1;
  d->ctl=p; d->scene=(uint8_t*)p+CTL_HDR;
  if(d->ctl->magic!=0xCA3513){ d->ctl->w=SW; d->ctl->h=SH; d->ctl->ref_us=5000; for(int y=0;y<SH;y++)for(int x=0;x<SW;x++) d->scene[y*SW+x]=(uint8_t)((x+y)>>4); d->ctl->magic=0xCA3513; }
  return 0;
}
/* ---- acquisition thread */
static void render(dev*d,buf_t*b){
  uint32_t w=g32(d,R_Width),h=g32(d,R_Height),ox=g32(d,R_OffsetX),oy=g32(d,R_OffsetY),pf=g32(d,R_PixelFormat),bin=g32(d,R_BinningHorizontal); size_t img=imgsize(d);
  if(img>b->sz){ b->incomplete=1; b->filled=0; return; }
  for(uint32_t y=0;y<h;y++){ const uint8_t*s=d->scene+(size_t)(y+oy)*bin*SW+(size_t)ox*bin; 
    if(pf==0x01080001){ uint8_t*o=b->p+(size_t)y*w; if(bin==1) for(uint32_t x=0;x<w;x++) o[x]=d->lut[s[x]]; else for(uint32_t x=0;x<w;x++) o[x]=d->lut[s[x*2]]; }
    else if(pf==0x01100007){ uint16_t*o=(uint16_t*)b->p+(size_t)y*w; for(uint32_t x=0;x<w;x++) o[x]=(uint16_t)(d->lut[s[x*bin]]<<8); }
    else { uint8_t*o=b->p+(size_t)y*w*3/2; for(uint32_t x=0;x<w;x+=2){ unsigned a=d->lut[s[x*bin]]<<4,c=d->lut[s[(x+1)*bin]]<<4; o[0]=a; o[1]=(a>>8)|((c&15)<<4); o[2]=c>>4; o+=3; } } }
  b->w=w;b->h=h;b->ox=ox;b->oy=oy;b->pf=pf;b->imgsz=img; b->filled=img; b->exp=gf(d,R_ExposureTime); b->gain=gf(d,R_Gain); b->lines=g32(d,R_LineStatusAll); b->chunk=0;
  if(g32(d,R_ChunkModeActive) && b->sz>=img+128){ /* U3V layout: data, id, length, repeated; image first */
    uint8_t*o=b->p+img; 
    #define PUT(p_,n_) do{ memcpy(o,p_,n_); o+=n_; }while(0)
    #define TRL(id_,len_) do{ uint32_t t_[2]={id_,len_}; memcpy(o,t_,8); o+=8; }while(0)
    TRL(0x0,(uint32_t)img); uint32_t fc=(uint32_t)b->fid; PUT(&fc,4); TRL(0x1,4); PUT(&b->ts,8); TRL(0x2,8); PUT(&b->exp,8); TRL(0x3,8); PUT(&b->gain,8); TRL(0x4,8); PUT(&b->lines,4); TRL(0x5,4);
    b->filled=o-b->p; b->chunk=1; }
}
static void autoexp(dev*d,buf_t*b){
  int ae=g32(d,R_ExposureAuto), ag=g32(d,R_GainAuto); if(!ae&&!ag) return; if(b->pf!=0x01080001) return;
  double m=0; size_t n=0; for(size_t i=0;i<b->imgsz;i+=97){ m+=b->p[i]; n++; } m/= n?n:1; double r=fmin(1.3,fmax(0.77,100.0/(m+1)));
  if(fabs(r-1)<0.03) { if(ae==1) s32(d,R_ExposureAuto,0); if(ag==1) s32(d,R_GainAuto,0); return; }
  if(ae){ double e=gf(d,R_ExposureTime)*r, hi=fmin(gf(d,R_ExposureTimeMax),gf(d,R_AutoExposureTimeUpperLimit)); if(e>hi)e=hi; if(e<6.378)e=6.378; sf(d,R_ExposureTime,e); }
  else { double g=gf(d,R_Gain)+20*log10(r); sf(d,R_Gain,g<0?0:g>18.06?18.06:g); }
  derive(d);
}
static void *acq(void*a){
  dev*d=a; uint64_t t=now_ns();
  pthread_mutex_lock(&d->mu);
  while(d->running){
    double per=1e9/gf(d,R_AcquisitionFrameRate); int trig=g32(d,R_TriggerMode);
    if(trig){ while(d->running && !d->ctl->swtrig){ pthread_mutex_unlock(&d->mu); usleep(200); pthread_mutex_lock(&d->mu);} if(!d->running) break; d->ctl->swtrig--; t=now_ns(); }
    else { t+=(uint64_t)per; uint64_t n=now_ns(); if(t+50000000ull<n) t=n; }
    pthread_mutex_unlock(&d->mu);
    struct timespec ts={t/1000000000ull,t%1000000000ull}; while(clock_nanosleep(CLOCK_MONOTONIC,TIMER_ABSTIME,&ts,0)==EINTR);
    pthread_mutex_lock(&d->mu);
    if(!d->running) break;
    if(d->ctl->unplug||d->ctl->stall||!d->cam_on) continue;
    if(d->toacq==0) continue;
    uint64_t fid=d->fid++; d->ctl->made++;
    s32(d,R_LineStatusAll,d->ctl->line_status?d->ctl->line_status:14);
    if(d->ctl->drop_every && fid%d->ctl->drop_every==d->ctl->drop_every-1) continue;   /* lost on the wire: id gap */
    buf_t*b=d->inh; if(!b){ d->underrun++; d->ctl->underrun++; continue; }
    d->inh=b->next; if(!d->inh) d->int_=0; d->nin--; b->next=0; b->queued=0; b->fid=fid; b->ts=t; b->incomplete=0; b->has=1;
    pthread_mutex_unlock(&d->mu); render(d,b); pthread_mutex_lock(&d->mu);
    if(d->ctl->incomplete_every && fid%d->ctl->incomplete_every==d->ctl->incomplete_every-1){ b->incomplete=1; b->filled/=2; memset(b->p+b->filled,0,b->imgsz-b->filled); }
    autoexp(d,b);
    if(d->outt) d->outt->next=b; else d->outh=b; d->outt=b; d->nout++; d->delivered++; d->ctl->delivered++; if(d->toacq>0) d->toacq--;
    pthread_cond_broadcast(&d->cv);
  }
  pthread_mutex_unlock(&d->mu); return 0;
}
/* ---- info helpers */
static E pstr(const char*s,int32_t*t,void*p,size_t*n){ size_t L=strlen(s)+1; if(t)*t=T_STR; if(!n) return fail(BADPAR,"size"); if(!p){*n=L;return OK;} if(*n<L) return fail(SMALL,"buffer too small"); memcpy(p,s,L); *n=L; return OK; }
static E pval(const void*v,size_t L,int ty,int32_t*t,void*p,size_t*n){ if(t)*t=ty; if(!n) return fail(BADPAR,"size"); if(!p){*n=L;return OK;} if(*n<L) return fail(SMALL,"buffer too small"); memcpy(p,v,L); *n=L; return OK; }
static E pi32(int32_t v,int32_t*t,void*p,size_t*n){return pval(&v,4,T_I32,t,p,n);} static E pu32(uint32_t v,int32_t*t,void*p,size_t*n){return pval(&v,4,T_U32,t,p,n);}
static E pu64(uint64_t v,int32_t*t,void*p,size_t*n){return pval(&v,8,T_U64,t,p,n);} static E psz(size_t v,int32_t*t,void*p,size_t*n){return pval(&v,sizeof v,T_SZ,t,p,n);}
static E pb8(b8 v,int32_t*t,void*p,size_t*n){return pval(&v,1,T_B8,t,p,n);} static E pptr(void*v,int32_t*t,void*p,size_t*n){return pval(&v,sizeof v,T_PTR,t,p,n);}
#define NI fail(NOIMPL,__func__)
/* ---- library / TL */
API E GCGetLastError(E*e,char*s,size_t*n){ if(e)*e=last_e; return pstr(last_e?last_t:"no error",0,s,n); }
API E GCInitLib(void){ pthread_mutex_lock(&G); if(inited){pthread_mutex_unlock(&G);return fail(INUSE,"already initialised");} inited=1;
  if(!nD){ const char*s=getenv("CAMSIM_SERIALS"); char tmp[2048]; snprintf(tmp,sizeof tmp,"%s",s&&*s?s:"15322923,15322924"); char*sv=0; for(char*q=strtok_r(tmp,",",&sv);q&&nD<NCAM;q=strtok_r(0,",",&sv)){ dev*d=&D[nD]; d->idx=nD; snprintf(d->serial,32,"%s",q); snprintf(d->id,64,"CAMSIM_%s",q); pthread_mutex_init(&d->mu,0); pthread_condattr_t ca; pthread_condattr_init(&ca); pthread_condattr_setclock(&ca,CLOCK_MONOTONIC); pthread_cond_init(&d->cv,&ca);
    d->local=(hdl_t){K_DEV,d}; d->remote=(hdl_t){K_RDEV,d}; d->ds=(hdl_t){K_DS,d}; if(mapctl(d)) {pthread_mutex_unlock(&G);return fail(ERR,"shm");}
    ss(d,R_DeviceVendorName,"Point Grey Research (simulated)"); ss(d,R_DeviceModelName,"Chameleon3 CM3-U3-13Y3M"); ss(d,R_DeviceVersion,"FW:v1.8.3.00 FPGA:v2.02"); ss(d,R_DeviceFirmwareVersion,"1.8.3.00"); ss(d,R_DeviceSerialNumber,q); ss(d,R_DeviceID,q); ss(d,R_DeviceUserID,""); defaults(d); nD++; } }
  pthread_mutex_unlock(&G); return OK; }
API E GCCloseLib(void){ if(!inited) return fail(NOINIT,"not initialised"); inited=0; return OK; }
static E tlinfo(int c,int32_t*t,void*p,size_t*n){ switch(c){ case 0: return pstr("CAMSIM_TL",t,p,n); case 1: return pstr("camsetup",t,p,n); case 2: return pstr("camsim",t,p,n); case 3: return pstr("0.1.0",t,p,n); case 4: return pstr("U3V",t,p,n); case 5: return pstr("camsim.cti",t,p,n); case 6: return pstr("camsim.cti",t,p,n); case 7: return pstr("camsim simulated cameras",t,p,n); case 8: return pi32(0,t,p,n); case 9: return pu32(1,t,p,n); case 10: return pu32(5,t,p,n);} return fail(BADPAR,"TL info"); }
API E GCGetInfo(int32_t c,int32_t*t,void*p,size_t*n){ return tlinfo(c,t,p,n); }
API E TLOpen(void**h){ if(!inited) return fail(NOINIT,"init"); if(tl_open) return fail(INUSE,"TL open"); tl_open=1; *h=&TLH; return OK; }
API E TLClose(void*h){ if(h!=&TLH) return fail(BADH,"TL"); tl_open=0; return OK; }
API E TLGetInfo(void*h,int32_t c,int32_t*t,void*p,size_t*n){ return tlinfo(c,t,p,n); }
API E TLGetNumInterfaces(void*h,uint32_t*n){ *n=1; return OK; }
API E TLGetInterfaceID(void*h,uint32_t i,char*s,size_t*n){ if(i) return fail(BADIDX,"if"); return pstr("CAMSIM_IF0",0,s,n); }
static E ifinfo(int c,int32_t*t,void*p,size_t*n){ switch(c){ case 0: return pstr("CAMSIM_IF0",t,p,n); case 1: return pstr("simulated USB3",t,p,n); case 2: return pstr("U3V",t,p,n);} return fail(BADPAR,"IF info"); }
API E TLGetInterfaceInfo(void*h,const char*id,int32_t c,int32_t*t,void*p,size_t*n){ return ifinfo(c,t,p,n); }
API E TLOpenInterface(void*h,const char*id,void**o){ if(strcmp(id,"CAMSIM_IF0")) return fail(BADID,"if"); if(if_open) return fail(INUSE,"if"); if_open=1; *o=&IFH; return OK; }
API E TLUpdateInterfaceList(void*h,b8*ch,uint64_t to){ if(ch)*ch=0; return OK; }
API E IFClose(void*h){ if_open=0; return OK; }
API E IFGetInfo(void*h,int32_t c,int32_t*t,void*p,size_t*n){ return ifinfo(c,t,p,n); }
static dev* live(unsigned i){ for(int k=0;k<nD;k++) if(!D[k].ctl->unplug){ if(!i) return &D[k]; i--; } return 0; }
static int last_n=-1;
API E IFUpdateDeviceList(void*h,b8*ch,uint64_t to){ int n=0; while(live(n)) n++; if(ch)*ch=(n!=last_n); last_n=n; return OK; }
API E IFGetNumDevices(void*h,uint32_t*n){ *n=0; while(live(*n)) (*n)++; return OK; }
API E IFGetDeviceID(void*h,uint32_t i,char*s,size_t*n){ dev*d=live(i); if(!d) return fail(BADIDX,"dev"); return pstr(d->id,0,s,n); }
static dev* byid(const char*id){ for(int k=0;k<nD;k++) if(!strcmp(D[k].id,id)) return &D[k]; return 0; }
static E devinfo(dev*d,int c,int32_t*t,void*p,size_t*n){ switch(c){ case 0: return pstr(d->id,t,p,n); case 1: return pstr((char*)d->mem+R_DeviceVendorName,t,p,n); case 2: return pstr((char*)d->mem+R_DeviceModelName,t,p,n); case 3: return pstr("U3V",t,p,n); case 4: return pstr((char*)d->mem+R_DeviceModelName,t,p,n);
  case 5: return pi32(d->open?5:1,t,p,n); case 6: return pstr((char*)d->mem+R_DeviceUserID,t,p,n); case 7: return pstr(d->serial,t,p,n); case 8: return pstr((char*)d->mem+R_DeviceVersion,t,p,n); case 9: return pu64(1000000000ull,t,p,n);} return fail(BADPAR,"dev info"); }
API E IFGetDeviceInfo(void*h,const char*id,int32_t c,int32_t*t,void*p,size_t*n){ dev*d=byid(id); if(!d||d->ctl->unplug) return fail(BADID,"dev"); return devinfo(d,c,t,p,n); }
API E IFOpenDevice(void*h,const char*id,int32_t flags,void**o){ dev*d=byid(id); if(!d||d->ctl->unplug) return fail(BADID,"no such device"); pthread_mutex_lock(&d->mu); if(d->open){pthread_mutex_unlock(&d->mu);return fail(INUSE,"device open");} d->open=1; pthread_mutex_unlock(&d->mu); *o=&d->local; return OK; }
API E IFGetParentTL(void*h,void**o){ *o=&TLH; return OK; }
/* ---- device */
#define DEVH(h) hdl_t*q=h; if(!q||(q->kind!=K_DEV&&q->kind!=K_RDEV&&q->kind!=K_DS)) return fail(BADH,__func__); dev*d=q->d; (void)d
API E DevGetPort(void*h,void**o){ DEVH(h); *o=&d->remote; return OK; }
API E DevGetNumDataStreams(void*h,uint32_t*n){ *n=1; return OK; }
API E DevGetDataStreamID(void*h,uint32_t i,char*s,size_t*n){ if(i) return fail(BADIDX,"ds"); return pstr("DS0",0,s,n); }
API E DevOpenDataStream(void*h,const char*id,void**o){ DEVH(h); if(d->ds_open) return fail(INUSE,"ds"); d->ds_open=1; *o=&d->ds; return OK; }
API E DevGetInfo(void*h,int32_t c,int32_t*t,void*p,size_t*n){ DEVH(h); return devinfo(d,c,t,p,n); }
static void stopth(dev*d){ pthread_mutex_lock(&d->mu); d->running=0; int l=d->th_live; d->th_live=0; pthread_mutex_unlock(&d->mu); if(l) pthread_join(d->th,0); }
API E DevClose(void*h){ DEVH(h); stopth(d); d->open=0; d->cam_on=0; s32(d,R_TLParamsLocked,0); return OK; }
API E DevGetParentIF(void*h,void**o){ *o=&IFH; return OK; }
/* ---- ports */
static E regread(dev*d,uint64_t a,void*p,size_t*n){
  if(a>=0xF0000000ull){ uint64_t o=a-0xF0000000ull; if(o+*n>xml_cam_len) return fail(BADADDR,"xml"); memcpy(p,xml_cam+o,*n); return OK; }
  if(d->ctl->unplug) return fail(IOE,"device is gone"); if(a+*n>sizeof d->mem) return fail(BADADDR,"reg");
  pthread_mutex_lock(&d->mu); s32(d,R_pgrDeviceUptime,(uint32_t)(now_ns()/1000000000ull)); memcpy(p,d->mem+a,*n);
  if(a==R_LineStatus){ uint32_t v=(g32(d,R_LineStatusAll)>>g32(d,R_LineSelector))&1; memcpy(p,&v,4);} 
  pthread_mutex_unlock(&d->mu); return OK; }
static E regwrite(dev*d,uint64_t a,const void*p,size_t*n){
  if(d->ctl->unplug) return fail(IOE,"device is gone"); if(a+*n>sizeof d->mem) return fail(BADADDR,"reg");
  pthread_mutex_lock(&d->mu); 
  switch(a){ case R_AcquisitionStart: d->cam_on=1; d->fid=0; { int m=g32(d,R_AcquisitionMode); d->toacq= m==0?-1: m==1?1:g32(d,R_AcquisitionFrameCount);} break;
    case R_AcquisitionStop: d->cam_on=0; break; case R_TriggerSoftware: d->ctl->swtrig++; break; case R_TimestampLatch: { uint64_t t=now_ns(); memcpy(d->mem+R_Timestamp,&t,8);} break;
    case R_UserSetLoad: defaults(d); break; case R_UserSetSave: break; default: memcpy(d->mem+a,p,*n); derive(d); }
  pthread_mutex_unlock(&d->mu); return OK; }
static const unsigned char*modx(int k,unsigned*n){ switch(k){ case K_TL:*n=xml_tl_len;return xml_tl; case K_IF:*n=xml_if_len;return xml_if; case K_DEV:*n=xml_dev_len;return xml_dev; case K_DS:*n=xml_ds_len;return xml_ds; } *n=xml_cam_len; return xml_cam; }
API E GCReadPort(void*h,uint64_t a,void*p,size_t*n){ hdl_t*q=h; if(!q) return fail(BADH,"port"); if(q->kind==K_RDEV) return regread(q->d,a,p,n); unsigned L; const unsigned char*x=modx(q->kind,&L);
  if(a>=0xF0000000ull){ uint64_t o=a-0xF0000000ull; if(o+*n>L) return fail(BADADDR,"xml"); memcpy(p,x+o,*n); return OK; } memset(p,0,*n); if(a==0x100) snprintf(p,*n,"%s",q->kind==K_TL?"CAMSIM_TL":q->kind==K_IF?"CAMSIM_IF0":q->kind==K_DEV?q->d->id:"DS0"); return OK; }
API E GCWritePort(void*h,uint64_t a,const void*p,size_t*n){ hdl_t*q=h; if(!q) return fail(BADH,"port"); if(q->kind==K_RDEV) return regwrite(q->d,a,p,n); return fail(ACCESS,"read only module"); }
#pragma pack(push,1)
typedef struct { uint64_t a; void*p; size_t n; } stk_t; typedef struct { void*h; void*user; } evnb_t; typedef struct { uint64_t id; ptrdiff_t off; size_t len; } chk_t;
#pragma pack(pop)
API E GCReadPortStacked(void*h,stk_t*s,size_t*n){ for(size_t i=0;i<*n;i++){ E e=GCReadPort(h,s[i].a,s[i].p,&s[i].n); if(e){*n=i;return e;} } return OK; }
API E GCWritePortStacked(void*h,stk_t*s,size_t*n){ for(size_t i=0;i<*n;i++){ E e=GCWritePort(h,s[i].a,s[i].p,&s[i].n); if(e){*n=i;return e;} } return OK; }
static const char*mname(int k){ return k==K_TL?"TLSystem":k==K_IF?"TLInterface":k==K_DEV?"TLDevice":k==K_RDEV?"Device":"TLDataStream"; }
static const char*pname(int k){ return k==K_TL?"TLPort":k==K_IF?"InterfacePort":k==K_DEV?"DevicePort":k==K_RDEV?"Device":"StreamPort"; }
static E url(hdl_t*q,char*u,size_t n){ unsigned L; modx(q->kind,&L); snprintf(u,n,"local:camsim_%s.xml;F0000000;%X",mname(q->kind),L); return OK; }
API E GCGetPortURL(void*h,char*s,size_t*n){ char u[128]; url(h,u,sizeof u); return pstr(u,0,s,n); }
API E GCGetNumPortURLs(void*h,uint32_t*n){ *n=1; return OK; }
API E GCGetPortURLInfo(void*h,uint32_t i,int32_t c,int32_t*t,void*p,size_t*n){ if(i) return fail(BADIDX,"url"); char u[128]; unsigned L; url(h,u,sizeof u); modx(((hdl_t*)h)->kind,&L); switch(c){ case 0: return pstr(u,t,p,n); case 1: return pi32(1,t,p,n); case 2: return pi32(1,t,p,n); case 3: return pi32(1,t,p,n); case 4: case 5: return pi32(0,t,p,n); case 7: return pu64(0xF0000000ull,t,p,n); case 8: return pu64(L,t,p,n); case 9: return pi32(0,t,p,n); case 10: return pstr("camsim.xml",t,p,n);} return fail(NA,"url info"); }
API E GCGetPortInfo(void*h,int32_t c,int32_t*t,void*p,size_t*n){ hdl_t*q=h; switch(c){ case 0: return pstr(q->d?q->d->id:mname(q->kind),t,p,n); case 1: return pstr("camsetup",t,p,n); case 2: return pstr("camsim",t,p,n); case 3: return pstr("U3V",t,p,n); case 4: return pstr(mname(q->kind),t,p,n); case 5: return pb8(1,t,p,n); case 6: return pb8(0,t,p,n); case 7: return pb8(1,t,p,n); case 8: return pb8(q->kind==K_RDEV,t,p,n); case 9: return pb8(0,t,p,n); case 10: return pb8(0,t,p,n); case 11: return pstr("1.0.0",t,p,n); case 12: return pstr(pname(q->kind),t,p,n);} return fail(BADPAR,"port info"); }
/* ---- events */
API E GCRegisterEvent(void*h,int32_t ty,void**o){ hdl_t*q=h; if(q->kind==K_DS && ty==1){ dev*d=q->d; if(d->ev_reg) return fail(INUSE,"event"); d->ev_reg=1; d->ev=(ev_t){K_EV,d,1,0}; *o=&d->ev; return OK; } return fail(NOIMPL,"event type"); }
API E GCUnregisterEvent(void*h,int32_t ty){ hdl_t*q=h; if(q->kind==K_DS&&ty==1){ dev*d=q->d; pthread_mutex_lock(&d->mu); d->ev_reg=0; d->ev.killed++; pthread_cond_broadcast(&d->cv); pthread_mutex_unlock(&d->mu); return OK; } return fail(NOIMPL,"event type"); }
API E EventGetData(void*h,void*p,size_t*n,uint64_t to){ ev_t*e=h; if(!e||e->kind!=K_EV) return fail(BADH,"event"); dev*d=e->d; if(!p||*n<sizeof(evnb_t)) return fail(SMALL,"event data");
  uint64_t end=to==~0ull?0:now_ns()+to*1000000ull; pthread_mutex_lock(&d->mu); int k=e->killed;
  while(!d->outh){ int r=0; if(e->killed!=k){ pthread_mutex_unlock(&d->mu); return fail(ABORTED,"killed"); } if(!to) r=ETIMEDOUT; else if(!end) r=pthread_cond_wait(&d->cv,&d->mu); else { struct timespec ts={end/1000000000ull,end%1000000000ull}; r=pthread_cond_timedwait(&d->cv,&d->mu,&ts);} if(r==ETIMEDOUT&&!d->outh){ pthread_mutex_unlock(&d->mu); return fail(TMO,"no new buffer"); } }
  buf_t*b=d->outh; d->outh=b->next; if(!d->outh) d->outt=0; b->next=0; d->nout--; evnb_t v={b,b->user}; memcpy(p,&v,sizeof v); *n=sizeof v; pthread_mutex_unlock(&d->mu); return OK; }
API E EventGetDataInfo(void*h,const void*in,size_t il,int32_t c,int32_t*t,void*p,size_t*n){ return NI; }
API E EventGetInfo(void*h,int32_t c,int32_t*t,void*p,size_t*n){ ev_t*e=h; switch(c){ case 0: return pi32(e->type,t,p,n); case 1: return psz(e->d->nout,t,p,n); case 2: return pu64(e->d->delivered,t,p,n); case 3: return psz(sizeof(evnb_t),t,p,n); case 4: return psz(0,t,p,n);} return fail(BADPAR,"event info"); }
API E EventFlush(void*h){ ev_t*e=h; dev*d=e->d; pthread_mutex_lock(&d->mu); d->outh=d->outt=0; d->nout=0; pthread_mutex_unlock(&d->mu); return OK; }
API E EventKill(void*h){ ev_t*e=h; dev*d=e->d; pthread_mutex_lock(&d->mu); e->killed++; pthread_cond_broadcast(&d->cv); pthread_mutex_unlock(&d->mu); return OK; }
/* ---- data stream */
static E ann(dev*d,void*p,size_t sz,void*u,int own,void**o){ if(d->nall>=256) return fail(ERR,"too many"); buf_t*b=calloc(1,sizeof*b); b->kind=K_BUF; b->d=d; b->p=p; b->sz=sz; b->user=u; b->own=own; d->all[d->nall++]=b; *o=b; return OK; }
API E DSAnnounceBuffer(void*h,void*p,size_t sz,void*u,void**o){ DEVH(h); return ann(d,p,sz,u,0,o); }
API E DSAllocAndAnnounceBuffer(void*h,size_t sz,void*u,void**o){ DEVH(h); void*p=malloc(sz); return ann(d,p,sz,u,1,o); }
API E DSQueueBuffer(void*h,void*hb){ DEVH(h); buf_t*b=hb; if(!b||b->kind!=K_BUF) return fail(BADH,"buffer"); pthread_mutex_lock(&d->mu); if(!b->queued){ b->queued=1; b->next=0; if(d->int_) d->int_->next=b; else d->inh=b; d->int_=b; d->nin++; } pthread_mutex_unlock(&d->mu); return OK; }
API E DSFlushQueue(void*h,int32_t ty){ DEVH(h); pthread_mutex_lock(&d->mu); if(ty==4){ for(int i=0;i<d->nall;i++) { d->all[i]->queued=0; d->all[i]->next=0; } d->inh=d->int_=d->outh=d->outt=0; d->nin=d->nout=0; } /* ALL_DISCARD */
  else if(ty==2||ty==3){ d->inh=d->int_=0; d->nin=0; if(ty==2){ d->outh=d->outt=0; d->nout=0; } for(int i=0;i<d->nall;i++){ buf_t*b=d->all[i]; int inout=0; for(buf_t*k=d->outh;k;k=k->next) if(k==b) inout=1; if(inout) continue; b->queued=1; b->next=0; if(d->int_) d->int_->next=b; else d->inh=b; d->int_=b; d->nin++; } }
  else if(ty==1){ d->outh=d->outt=0; d->nout=0; } pthread_mutex_unlock(&d->mu); return OK; }
API E DSStartAcquisition(void*h,int32_t f,uint64_t n){ DEVH(h); if(d->running) return fail(INUSE,"running"); if(d->ctl->unplug) return fail(IOE,"device is gone"); d->running=1; d->th_live=1; d->ev.killed=0; if(pthread_create(&d->th,0,acq,d)) return fail(ERR,"thread"); return OK; }
API E DSStopAcquisition(void*h,int32_t f){ DEVH(h); stopth(d); return OK; }
API E DSClose(void*h){ DEVH(h); stopth(d); for(int i=0;i<d->nall;i++){ if(d->all[i]->own) free(d->all[i]->p); free(d->all[i]); } d->nall=0; d->inh=d->int_=d->outh=d->outt=0; d->nin=d->nout=0; d->ds_open=0; d->ev_reg=0; return OK; }
API E DSRevokeBuffer(void*h,void*hb,void**p,void**u){ DEVH(h); for(int i=0;i<d->nall;i++) if(d->all[i]==hb){ buf_t*b=hb; if(p)*p=b->own?0:b->p; if(u)*u=b->user; if(b->own) free(b->p); free(b); d->all[i]=d->all[--d->nall]; return OK; } return fail(BADH,"buffer"); }
API E DSGetBufferID(void*h,uint32_t i,void**o){ DEVH(h); if(i>=(uint32_t)d->nall) return fail(BADIDX,"buf"); *o=d->all[i]; return OK; }
API E DSGetParentDev(void*h,void**o){ DEVH(h); *o=&d->local; return OK; }
API E DSGetInfo(void*h,int32_t c,int32_t*t,void*p,size_t*n){ DEVH(h); switch(c){ case 0: return pstr("DS0",t,p,n); case 1: return pu64(d->delivered,t,p,n); case 2: return pu64(d->underrun,t,p,n); case 3: return psz(d->nall,t,p,n); case 4: return psz(d->nin,t,p,n); case 5: return psz(d->nout,t,p,n); case 6: return pu64(d->fid,t,p,n); case 7: return psz(g32(d,R_PayloadSize),t,p,n); case 8: return pb8(d->running,t,p,n); case 9: return pb8(0,t,p,n); case 10: return pstr("U3V",t,p,n); case 11: return psz(8,t,p,n); case 12: return psz(3,t,p,n); case 13: return psz(1,t,p,n);} return fail(NOIMPL,"ds info"); }
API E DSGetBufferInfo(void*h,void*hb,int32_t c,int32_t*t,void*p,size_t*n){ buf_t*b=hb; if(!b||b->kind!=K_BUF) return fail(BADH,"buffer"); switch(c){ case 0: return pptr(b->p,t,p,n); case 1: return psz(b->sz,t,p,n); case 2: return pptr(b->user,t,p,n); case 3: return pu64(b->ts,t,p,n); case 4: return pb8(b->has,t,p,n); case 5: return pb8(b->queued,t,p,n); case 6: return pb8(0,t,p,n); case 7: return pb8(b->incomplete,t,p,n); case 8: return pstr("U3V",t,p,n); case 9: return psz(b->filled,t,p,n); case 10: return psz(b->w,t,p,n); case 11: return psz(b->h,t,p,n); case 12: return psz(b->ox,t,p,n); case 13: return psz(b->oy,t,p,n); case 14: case 15: return psz(0,t,p,n); case 16: return pu64(b->fid,t,p,n); case 17: return pb8(1,t,p,n); case 18: return psz(0,t,p,n); case 19: return psz(b->chunk?4:1,t,p,n); case 20: return pu64(b->pf,t,p,n); case 21: return pu64(4,t,p,n); case 22: return psz(b->h,t,p,n); case 23: return psz(b->filled,t,p,n); case 24: return pu64(1,t,p,n); case 26: return pi32(1,t,p,n); case 27: return psz(b->filled,t,p,n); case 28: return pu64(b->ts,t,p,n); case 29: return pb8(0,t,p,n); case 30: return pb8(b->chunk,t,p,n);} return fail(NA,"buffer info"); }
API E DSGetBufferChunkData(void*h,void*hb,chk_t*c,size_t*n){ buf_t*b=hb; if(!b->chunk){*n=0;return fail(NODATA,"no chunk");} return NI; }
API E DSGetNumBufferParts(void*h,void*hb,uint32_t*n){ *n=0; return fail(NODATA,"not multipart"); }
API E DSGetBufferPartInfo(void*h,void*hb,uint32_t i,int32_t c,int32_t*t,void*p,size_t*n){ return fail(NODATA,"not multipart"); }
